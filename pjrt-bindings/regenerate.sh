#!/usr/bin/env bash
# Rewrites src/main/java/dev/strobe/pjrt/raw from the PJRT C headers; `--check` only compares.
#
#   PJRT_HEADERS=DIR [JEXTRACT=PATH] [JEXTRACT_INCLUDE=DIR] ./regenerate.sh [--check]
#
# PJRT_HEADERS      folder that holds xla/pjrt/c/pjrt_c_api.h, API 0.114: `vendor` of the Python source
#                   package pypjrt 0.1.1, SHA-256
#                   e85e8fd382801726f9b8d1348deeebe5fb3aab35e95147c09d693cc701190dec
# JEXTRACT          jextract of JDK 25 (public source at f9866df3 or later); default: the one on PATH
# JEXTRACT_INCLUDE  folder with stddef.h and stdint.h, for a jextract whose libclang came without its own
# What is kept is listed in jextract.args: the argument struct of every function that we call, no typedefs.
# The two unions (of PJRT_NamedValue and PJRT_Buffer_MemoryLayout) have no name but their place in the header.
set -euo pipefail
cd "$(dirname "$0")"

minor=114
jextract=${JEXTRACT:-jextract}
target=src/main/java/dev/strobe/pjrt/raw

if ! command -v "$jextract" >/dev/null; then
  if [ "${1:-}" = --check ]; then
    echo "regenerate.sh: no jextract on PATH, drift not checked"
    exit 0
  fi
  echo "regenerate.sh requires jextract on PATH or in JEXTRACT" >&2
  exit 1
fi
headers=${PJRT_HEADERS:?regenerate.sh requires PJRT_HEADERS, the folder that holds xla/pjrt/c/pjrt_c_api.h}
header=$headers/xla/pjrt/c/pjrt_c_api.h
if ! grep -q "^#define PJRT_API_MINOR $minor\$" "$header"; then
  echo "regenerate.sh requires PJRT API 0.$minor in $header" >&2
  exit 1
fi

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
"$jextract" ${JEXTRACT_INCLUDE:+-I "$JEXTRACT_INCLUDE"} -I "$headers" \
  --output "$fresh" -t dev.strobe.pjrt.raw --header-class-name Pjrt @jextract.args \
  --include-union "union (anonymous at $header:260:3)" \
  --include-union "union (anonymous at $header:1078:3)" \
  "$header" "$headers/xla/pjrt/c/pjrt_c_api_ffi_extension.h" \
  "$headers/xla/pjrt/c/pjrt_c_api_layouts_extension.h" 2>"$fresh/log" || { cat "$fresh/log" >&2; exit 1; }
# The generator writes the header's folder into comments, and names a union without a name by libclang's
# words in its layout but by its place in the paths to it.
sed -i -e "s#$headers/##" \
  -e 's#withName("union (anonymous at [^:]*:\([0-9:]*\))")#withName("$anon$\1")#' \
  "$fresh"/dev/strobe/pjrt/raw/*.java

if [ "${1:-}" = --check ]; then
  diff -r "$fresh/dev/strobe/pjrt/raw" "$target"
  echo "regenerate.sh: no drift"
else
  rm -rf "$target"
  mkdir -p "$target"
  cp "$fresh"/dev/strobe/pjrt/raw/* "$target"
fi
