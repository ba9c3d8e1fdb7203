"""A truth tree as an outline."""

from __future__ import annotations

from therex.explain.outline import Point
from therex.explain.tree import Ground, Node
from therex.inference.verdicts import Truth3

TRUTH: dict[Truth3, str] = {True: "true", False: "false", None: "unknown"}


def tree_point(node: Node) -> Point:
    """Return a node with everything beneath it; each part opens with its truth in brackets."""
    beneath = (*map(tree_point, node.parts), *map(_ground_point, node.grounds))
    return Point(f"[{TRUTH[node.truth]}] {node.text}", beneath, node)


def _ground_point(ground: Ground) -> Point:
    by_rule = f" by {ground.rule}" if ground.rule else ""
    text = f"{ground.name} ({ground.label}): {ground.value} - {ground.source}{by_rule}"
    return Point(text, (*map(tree_point, ground.conditions), *map(_ground_point, ground.inputs)), ground)
