"""The shape of the code: imports point downwards, nothing below the command line looks around."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "presskit"

# Each unit imports from the layers above it in ARCHITECTURE.md's table, never from its own or from
# below. A package stands for all its modules, which may import each other. Do not move a unit to
# let a change pass: that needs a decision record.
_ROW = re.compile(r"^\| (\d+) \| `(\w+)/?` \|", re.MULTILINE)
_TABLE = _ROW.findall((PACKAGE.parent / "ARCHITECTURE.md").read_text("utf-8"))
LAYERS: list[set[str]] = [set() for _ in range(1 + max(int(number) for number, _ in _TABLE))]
for _number, _unit in _TABLE:
    LAYERS[int(_number)].add(_unit)
LAYERS[0].add("__init__")
LAYERS.append({"__main__"})
for _layer in LAYERS:
    # stages do not know each other, nor does one writer another
    _layer |= (
        {"writers.pdf", "writers.epub", "writers.docx", "writers.archive"}
        if "writers" in _layer
        else set()
    )
LAYER = {unit: number for number, units in enumerate(LAYERS) for unit in units}
PACKAGES = (
    "model",
    "deck",
    "diagnostics",
    "check",
    "drawing",
    "embargo",
    "inspect",
    "intake",
    "proofread",
    "writers.pdf",
    "writers.docx",
    "writers.archive",
    "writers.epub",
)

MODULES = sorted(PACKAGE.rglob("*.py"))


def shown(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def dotted(file: Path) -> tuple[str, ...]:
    """The module's name within presskit, in parts."""
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts


def unit(parts: tuple[str, ...]) -> str:
    """The unit that a module or a name imported from presskit belongs to."""
    for package in PACKAGES:
        if parts[: package.count(".") + 1] == tuple(package.split(".")):
            return package
    known = parts and ((PACKAGE / parts[0]).is_dir() or (PACKAGE / f"{parts[0]}.py").exists())
    return parts[0] if known else "__init__"


def imports(file: Path) -> Iterator[tuple[str, int]]:
    """Every unit of presskit that a module imports, anywhere in it, with the line."""
    here = dotted(file) if file.name != "__init__.py" else (*dotted(file), "__init__")
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "presskit":
                    yield unit(tuple(alias.name.split(".")[1:])), node.lineno
        elif isinstance(node, ast.ImportFrom):
            parts = tuple((node.module or "").split(".")) if node.module else ()
            if node.level:
                parts = (*here[: len(here) - node.level], *parts)
            elif parts[:1] == ("presskit",):
                parts = parts[1:]
            else:
                continue
            for alias in node.names:
                yield unit((*parts, alias.name)), node.lineno


def test_every_module_has_its_layer() -> None:
    units = {unit(dotted(file)) if file.parent != PACKAGE else file.stem for file in MODULES}
    assert units == set(LAYER), "say in LAYERS where a new module stands"


@pytest.mark.parametrize("file", MODULES, ids=shown)
def test_imports_point_downwards(file: Path) -> None:
    own = unit(dotted(file)) if file.parent != PACKAGE else file.stem
    wrong = [
        f"line {line}: {own} imports {other}"
        for other, line in imports(file)
        if other != own and LAYER.get(other, 0) >= LAYER.get(own, 99)
    ]
    assert not wrong


LOOKING_AROUND = {
    "os.environ", "os.getenv", "os.getcwd", "Path.cwd", "Path.home", "expanduser", "date.today",
    "datetime.now", "datetime.today", "datetime.utcnow", "time.time", "time.localtime",
    "uuid.uuid1", "uuid.uuid4", "random", "secrets", "locale", "getpass", "socket",
    "urllib.request", "http.client",
}  # fmt: skip


def names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Dotted names as they are used, and modules as they are imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module), node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Attribute):
            owner = node.value
            before = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            yield node.attr, node.lineno
            yield f"{before}.{node.attr}", node.lineno


@pytest.mark.parametrize("file", [f for f in MODULES if f.parent.name != "cli"], ids=shown)
def test_only_the_command_line_looks_around(file: Path) -> None:
    """No clock, randomness, working directory, environment or network below it."""
    tree = ast.parse(file.read_text("utf-8"))
    assert not [(name, line) for name, line in names(tree) if name in LOOKING_AROUND]


@pytest.mark.parametrize("file", MODULES, ids=shown)
def test_small_enough_to_hold_in_the_head(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.count("\n") <= 400, "split the module"
    functions = (
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > 50]
    assert not long, "split the function"


@pytest.mark.parametrize("file", MODULES, ids=shown)
def test_every_module_says_what_it_is_for(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text("utf-8")))
