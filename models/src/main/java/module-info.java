/// See the package description of dev.strobe.models.
module dev.strobe.models {
  requires transitive dev.strobe.ir;

  exports dev.strobe.models;
}
