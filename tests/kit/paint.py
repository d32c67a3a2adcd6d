"""What a page's content stream paints: letters with their size and the inks they are set in."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[str, tuple[float, ...]]
"""A colour space and the parts of a colour: ("/DeviceCMYK", (0, 0, 0, 1))."""

BLACK: Colour = ("/DeviceGray", (0.0,))
UNIT: Matrix = (1, 0, 0, 1, 0, 0)
_SHORT = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
_SHOWING = {"Tj", "TJ", "'", '"'}


@dataclass(frozen=True)
class Letters:
    """One stroke of the pen: the size in points as it is seen, and the colour."""

    size: float
    colour: Colour
    in_drawing: bool


@dataclass(frozen=True)
class _State:
    matrix: Matrix = UNIT
    text: Matrix = UNIT
    fill: Colour = BLACK
    size: float = 0.0


def letters(page: pikepdf.Page) -> Iterator[Letters]:
    """Everything that the page shows as text, in its form XObjects too."""
    yield from _read(page.obj, page.obj.Resources, _State(), in_drawing=False)


def _read(
    content: pikepdf.Object, resources: pikepdf.Object, state: _State, in_drawing: bool
) -> Iterator[Letters]:
    waiting: list[_State] = []
    for done in pikepdf.parse_content_stream(content):
        operands, operator = done.operands, done.operator
        name = str(operator)
        if name == "q":
            waiting.append(state)
        elif name == "Q":
            state = waiting.pop()
        elif name == "Do":
            form = resources.XObject[str(operands[0])]
            if form.Subtype == "/Form":
                yield from _read(form, form.get("/Resources", resources), state, in_drawing=True)
        elif name in _SHOWING:
            seen = _scale(_times(state.text, state.matrix)) * state.size
            yield Letters(round(seen, 2), state.fill, in_drawing)
        else:
            state = _changed(state, name, list(operands))


def _changed(state: _State, name: str, operands: list[pikepdf.Object]) -> _State:
    if name == "cm":
        return replace(state, matrix=_times(_matrix(operands), state.matrix))
    if name == "Tm":
        return replace(state, text=_matrix(operands))
    if name == "Tf":
        return replace(state, size=float(operands[1]))
    if name in _SHORT:
        return replace(state, fill=(_SHORT[name], tuple(float(v) for v in operands)))
    if name == "cs":
        return replace(state, fill=(str(operands[0]), ()))
    if name in ("sc", "scn"):
        numbers = tuple(float(v) for v in operands if not isinstance(v, pikepdf.Name))
        return replace(state, fill=(state.fill[0], numbers))
    return state


def _matrix(operands: list[pikepdf.Object]) -> Matrix:
    a, b, c, d, e, f = (float(v) for v in operands)
    return (a, b, c, d, e, f)


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _scale(matrix: Matrix) -> float:
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
