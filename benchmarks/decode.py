#!/usr/bin/env python3
"""Decode, prefill and first-token speed of Strobe, held against a hand-written JAX program of the same model.

Three sides stay loaded and take turns, round by round, with the same prompt and the same cache capacity:
  strobe   Strobe's own programs, through its public API
  program  the JAX program exported as StableHLO text, on the plugin that Strobe uses, through Strobe's bindings
  jax      the same JAX program in JAX itself (reported, no bar)
A round in which other processes used more than a tenth of a core is thrown away and taken again. Ratios are speeds relative to
`program`, taken within a round; 1 is equal, more is faster. Then `strobe generate` is started cold, over and over.

Needs: a built and fetched Strobe (`./strobe fetch` and the model), Python 3.11 or later with pip. JAX and gguf are installed into
a virtual environment in the user's cache. Exit code 1 if a bar is missed.
"""
import argparse
import gzip
import hashlib
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "strobe" / "benchmarks"
PACKAGES = ["jax==0.10.2", "jaxlib==0.10.2", "gguf==0.19.0", "numpy"]
JAR = ROOT / "cli" / "target" / "strobe.jar"
GOLDEN = ROOT / "tests" / "src" / "test" / "resources" / "golden"
BAR, FIRST_TOKEN_BAR_MS, FOREIGN_BAR = 0.97, 3000.0, 0.1
TICK = os.sysconf("SC_CLK_TCK")


# --- what the machine is doing


def machine_seconds():
    """CPU seconds that anything on this machine has used; stolen time is somebody else's, so it counts."""
    fields = [int(n) for n in pathlib.Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    user, nice, system, _idle, _iowait, irq, softirq, steal = fields
    return (user + nice + system + irq + softirq + steal) / TICK


def process_seconds(pid):
    """CPU seconds of one process and of the children that it has waited for."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(n) for n in fields[11:15]) / TICK


class Watch:
    """How much of a core processes other than ours used between two looks."""

    def __init__(self, pids):
        self.pids = [os.getpid(), *pids]
        self.began, self.machine, self.own = time.perf_counter(), machine_seconds(), self.ours()

    def ours(self):
        return sum(process_seconds(pid) for pid in self.pids)

    def foreign(self):
        wall = time.perf_counter() - self.began
        return max(0.0, machine_seconds() - self.machine - (self.ours() - self.own)) / wall


# --- the sides


def environment():
    """The Python of the virtual environment, made on first use."""
    folder = CACHE / ("venv-" + hashlib.sha256(" ".join(PACKAGES).encode()).hexdigest()[:12])
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True, stdout=sys.stderr)
        (folder / "complete").touch()
    return python


def jdk():
    """The launcher's choice, which it makes known in no other way than by starting it."""
    wanted = [os.environ.get("STROBE_JAVA_HOME"), os.environ.get("JAVA_HOME")]
    wanted += sorted(str(p) for p in pathlib.Path("/usr/lib/jvm").glob("*"))
    for home in filter(None, wanted):
        release = pathlib.Path(home) / "release"
        if release.exists() and 'JAVA_VERSION="25' in release.read_text() and (pathlib.Path(home) / "bin" / "javac").exists():
            return pathlib.Path(home) / "bin" / "java"
    sys.exit("decode.py requires a JDK 25, got none: set STROBE_JAVA_HOME")


def java(side, *arguments):
    options = ["-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", str(JAR)]
    return [str(jdk()), *options, str(HERE / "sides" / f"{side}.java"), *map(str, arguments)]


class Side:
    """A process that answers one request at a time."""

    def __init__(self, name, command):
        self.name = name
        env = {**os.environ, "JAX_PLATFORMS": "cpu"}
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
        self.hello = self.answer()

    def answer(self):
        for line in self.process.stdout:
            if line.startswith("{"):
                return json.loads(line)
        sys.exit(f"{self.name} ended with exit code {self.process.wait()}; its own words are above")

    def round(self, ids, decode):
        self.process.stdin.write(json.dumps({"ids": ids, "decode": decode}) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def close(self):
        self.process.stdin.close()
        self.process.wait(60)


def located(python, name):
    """The model's file: a path, or what the command line says about a name."""
    if pathlib.Path(name).exists():
        return str(pathlib.Path(name).resolve())
    listed = json.loads(subprocess.run([ROOT / "strobe", "models", "--json"], check=True, capture_output=True, text=True).stdout)
    for entry in listed["models"]:
        if entry["name"] == name and entry["state"] == "ready":
            return entry["path"]
    sys.exit(f"decode.py requires the model {name}, got none: run ./strobe fetch {name}")


def exported(python, model, capacity, tokens):
    """The folder with the exported program; made again when the program's source has changed."""
    source = hashlib.sha256((HERE / "jax_program.py").read_bytes()).hexdigest()[:8]
    folder = CACHE / "programs" / f"{pathlib.Path(model).stem}-{capacity}-{tokens}-{source}"
    if not (folder / "program.json").exists():
        command = [python, HERE / "jax_program.py", "export", model, "--capacity", str(capacity), "--tokens", str(tokens), "--out", folder]
        subprocess.run(command, check=True, env={**os.environ, "JAX_PLATFORMS": "cpu"}, stdout=sys.stderr)
    return folder


def open_sides(options):
    python = environment()
    model = located(python, options.model)
    sides = [Side("strobe", java("StrobeSide", options.model, options.context, "f32"))]
    capacity = sides[0].hello["capacity"]
    sides.append(Side("program", java("ProgramSide", exported(python, model, capacity, options.prefill))))
    if not options.without_jax:
        sides.append(Side("jax", [str(python), str(HERE / "jax_program.py"), "serve", model, "--capacity", str(capacity),
                                  "--tokens", str(options.prefill)]))
    return sides


# --- measuring


def prompt(options):
    """Real text where there is some, since ids at random are no text that a model would continue."""
    folder = GOLDEN / ("gemma3" if "gemma" in options.model else "smollm2")
    golden = json.loads(gzip.decompress((folder / "long.json.gz").read_bytes()))
    return golden["ids"][: options.prefill]


def measure(sides, options, ids):
    """Accepted rounds, each {side: answer}; the sides take turns in being first."""
    watch_pids, rounds, rejected = [side.process.pid for side in sides], [], 0
    for side in sides:
        side.round(ids, 8)
    while len(rounds) < options.repeat:
        order = sides[len(rounds) % len(sides):] + sides[: len(rounds) % len(sides)]
        watch = Watch(watch_pids)
        answers = {side.name: side.round(ids, options.decode) for side in order}
        foreign = watch.foreign()
        if foreign > options.foreign and rejected < options.patience:
            rejected += 1
            print(f"round thrown away: others used {foreign:.2f} of a core", file=sys.stderr)
            continue
        answers["foreign"] = foreign
        rounds.append(answers)
        print(f"round {len(rounds)}: " + line(answers), file=sys.stderr)
    return rounds, rejected


def line(answers):
    sides = {name: a for name, a in answers.items() if name != "foreign"}
    parts = [f"{n} {a['prefill_ms']:.1f} + {statistics.median(a['decode_ms']):.2f}/token" for n, a in sides.items()]
    return ", ".join(parts) + f" ms, others {answers['foreign']:.2f}"


def cold(options):
    """Processes that answer one token: what they say themselves and what a clock outside says."""
    command = [ROOT / "strobe", "generate", "The capital of France is", "--model", options.model, "--max-tokens", "1", "--json"]
    runs, attempts = [], 0
    while len(runs) < options.cold:
        watch, began = Watch([]), time.perf_counter()
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        wall = 1e3 * (time.perf_counter() - began)
        answer = json.loads(out)
        run = {"first_token_ms": answer["timings"]["first_token_ms"], "wall_ms": wall, "foreign": watch.foreign(),
               "executables_compiled": answer["cache"]["executables_compiled"], "timings": answer["timings"]}
        # The first start fills the caches.
        attempts += 1
        if attempts > 1 and (run["foreign"] <= options.foreign or attempts > options.patience):
            runs.append(run)
    return runs


# --- reporting


def spread(values):
    values = sorted(values)
    return {"median": statistics.median(values), "least": values[0], "most": values[-1], "rounds": len(values)}


def summary(rounds, cold_runs, rejected):
    names = [name for name in rounds[0] if name != "foreign"]
    took = {"prefill": lambda a: a["prefill_ms"], "decode": lambda a: statistics.median(a["decode_ms"])}
    result = {"milliseconds": {}, "ratios": {}, "rejected_rounds": rejected,
              "foreign_most": max(r["foreign"] for r in rounds)}
    for what, of in took.items():
        result["milliseconds"][what] = {name: spread([of(r[name]) for r in rounds]) for name in names}
        result["ratios"][what] = {f"{name}/program": spread([of(r["program"]) / of(r[name]) for r in rounds])
                                  for name in names if name != "program"}
    reference = rounds[0]["program"]["ids"]
    result["same_tokens"] = {name: agreement(rounds[0][name]["ids"], reference) for name in names if name != "program"}
    if cold_runs:
        result["cold"] = {key: spread([run[key] for run in cold_runs]) for key in ("first_token_ms", "wall_ms", "foreign")}
        result["cold"]["compiled"] = sum(run["executables_compiled"] for run in cold_runs)
    return result


def agreement(ids, reference):
    """How many leading tokens are the same."""
    return next((i for i, (one, other) in enumerate(zip(ids, reference)) if one != other), min(len(ids), len(reference)))


def bars(result, options):
    """Each bar in words and whether it is met."""
    for what, ratios in result["ratios"].items():
        got = ratios["strobe/program"]["median"]
        yield f"{what} at least {BAR} x the exported program: {got:.3f}", got >= BAR
    if "cold" in result and options.model == "smollm2":
        got = result["cold"]["wall_ms"]["median"]
        yield f"first token within {FIRST_TOKEN_BAR_MS:.0f} ms of process start: {got:.0f}", got <= FIRST_TOKEN_BAR_MS


def show(result, options):
    print(f"\n{options.model}, {result['machine']['cores']} cores, cache of {result['capacity']} positions")
    for what, sides in result["milliseconds"].items():
        unit = f"{options.prefill} tokens" if what == "prefill" else "a token"
        tokens = options.prefill if what == "prefill" else 1
        for name, ms in sides.items():
            ratio = result["ratios"][what].get(f"{name}/program")
            beside = f"  x{ratio['median']:.3f} [{ratio['least']:.3f} .. {ratio['most']:.3f}]" if ratio else ""
            speed = 1e3 * tokens / ms["median"]
            print(f"  {what:8s}{name:9s}{ms['median']:9.2f} ms {unit} [{ms['least']:.2f} .. {ms['most']:.2f}] {speed:8.1f} tokens/s{beside}")
    print(f"  same leading tokens as `program`, of {options.decode}: {result['same_tokens']}")
    if "cold" in result:
        ms = result["cold"]
        print(f"  cold    first token {ms['first_token_ms']['median']:.0f} ms by its own clock, whole process {ms['wall_ms']['median']:.0f} ms"
              f" [{ms['wall_ms']['least']:.0f} .. {ms['wall_ms']['most']:.0f}], {ms['compiled']} programs compiled")
    print(f"  others used at most {result['foreign_most']:.2f} of a core; {result['rejected_rounds']} rounds thrown away")
    for words, met in bars(result, options):
        print(f"  {'met   ' if met else 'MISSED'} {words}")


def machine():
    cpu = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "unknown")
    return {"cpu": cpu, "cores": os.cpu_count()}


def add_round_options(parser):
    """What any comparison in rounds is told: the prompt, how quiet the machine has to be, where results go."""
    parser.add_argument("--prefill", type=int, default=128, help="tokens of the prompt (at most 600)")
    parser.add_argument("--foreign", type=float, default=FOREIGN_BAR, help="part of a core that others may use in a round")
    parser.add_argument("--patience", type=int, default=20, help="rounds to throw away at most")
    parser.add_argument("--json", type=pathlib.Path, help="where everything measured is written")


def build():
    """Builds where needed, so that no build is measured, and says so if it cannot."""
    subprocess.run([ROOT / "strobe", "--version"], check=True, stdout=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="smollm2", help="smollm2, gemma3-270m or a .gguf file of these families")
    parser.add_argument("--decode", type=int, default=128, help="greedy steps a round")
    parser.add_argument("--context", type=int, default=512, help="positions that Strobe is told to expect; its capacity is everybody's")
    parser.add_argument("--repeat", type=int, default=7, help="rounds")
    parser.add_argument("--cold", type=int, default=5, help="cold starts, 0 for none")
    parser.add_argument("--without-jax", action="store_true", help="leave JAX's own speed out")
    add_round_options(parser)
    options = parser.parse_args()
    build()
    sides = open_sides(options)
    try:
        rounds, rejected = measure(sides, options, prompt(options))
    finally:
        for side in sides:
            side.close()
    cold_runs = cold(options) if options.cold else []
    result = summary(rounds, cold_runs, rejected)
    result.update(machine=machine(), capacity=sides[0].hello["capacity"], versions={s.name: s.hello["version"] for s in sides})
    show(result, options)
    if options.json:
        options.json.write_text(json.dumps({"summary": result, "rounds": rounds, "cold": cold_runs}, indent=1) + "\n")
    sys.exit(0 if all(met for _, met in bars(result, options)) else 1)


if __name__ == "__main__":
    main()
