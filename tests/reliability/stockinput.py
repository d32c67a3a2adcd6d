"""The same malformed inputs, given plainly to PyYAML, markdown-it, WeasyPrint and Pillow."""

import contextlib
import os
import pickle
import resource
import tempfile
import time
from collections import Counter
from importlib import import_module
from pathlib import Path

from tests.reliability.malformed import MEGABYTES, SECONDS, Case, _heard, cases, projects


def measure_stock(folder: Path, seed: int, n: int) -> dict[str, int]:
    """How many were tried; tracebacks, those without end, damage that was taken without a word."""
    counts: Counter[str] = Counter()
    worst, most = 0.0, 0
    import_module("weasyprint")  # once, not in each process
    with tempfile.TemporaryDirectory(dir=folder) as name:
        chosen = cases(projects(Path(name)), seed)
        for case in (next(chosen) for _ in range(n)):
            if case.file.endswith(".j2"):
                continue  # a template is nothing to a library alone
            begin = time.monotonic()
            verdict, megabytes = _ended(case)
            worst, most = max(worst, time.monotonic() - begin), max(most, megabytes)
            counts["tried"] += 1
            if verdict in ("tracebacks", "unended") or (verdict == "silent" and case.damaging):
                counts[verdict] += 1
    kinds = ("tried", "tracebacks", "unended", "silent")
    return {kind: counts[kind] for kind in kinds} | {"ms": round(worst * 1000), "MB": most}


def _ended(case: Case) -> tuple[str, int]:
    hear, speak = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        with contextlib.suppress(BaseException), os.fdopen(speak, "wb") as out:
            pickle.dump(_verdict(case), out)
        os._exit(0)
    os.close(speak)
    said = _heard(hear, child)
    _, _, used = os.wait4(child, 0)
    verdict = str(pickle.loads(said)) if said else "unended"
    return verdict, used.ru_maxrss // 1024


def _verdict(case: Case) -> str:
    """refused: an error of the library's own kind; silent: no error; else tracebacks."""
    import yaml
    from PIL import Image, UnidentifiedImageError

    known: tuple[type[BaseException], ...] = (yaml.YAMLError, UnicodeDecodeError)
    known += (UnidentifiedImageError, Image.DecompressionBombError)
    try:
        _used(case)
    except known:
        return "refused"
    except OSError as error:
        return "refused" if "truncated" in str(error) else "tracebacks"
    except BaseException:  # noqa: BLE001  # whatever a user would see
        return "tracebacks"
    return "silent"


def _used(case: Case) -> None:
    if case.file.endswith(".yaml"):
        import yaml

        yaml.safe_load(case.data.decode("utf-8-sig"))
    elif case.file.endswith(".md"):
        from markdown_it import MarkdownIt
        from weasyprint import HTML

        HTML(string=MarkdownIt().render(case.data.decode())).write_pdf()
    else:
        import io

        from PIL import Image, ImageFile

        ImageFile.LOAD_TRUNCATED_IMAGES = False
        with Image.open(io.BytesIO(case.data)) as image:
            image.load()
