"""Checks requests against Discord's own OpenAPI description, where a copy of it is at hand."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
BESIDE = ROOT.parent / "shared" / "reference" / "discord-openapi.json"
NOT_HERE = "no copy of discord-openapi.json: name one with DISCORD_OPENAPI"
MISTYPED = " is not of type "
MEDIA_CHANNEL = 16
"""Documented for people, and sent by discord.py wherever a forum may stand; the description leaves it out."""
TRUTH = {"true": True, "1": True, "false": False, "0": False}
IGNORED = {"nsfw", "flags", "tts", "type", "use_nested_fields"}
"""What discord.py adds to every command, embed, edit and forum post, and Discord passes over."""

Schema = Mapping[str, Any]
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


@lru_cache(maxsize=1)
def description() -> ApiDescription | None:
    """The description in the file that DISCORD_OPENAPI names, or beside the project; None where there is none."""
    file = Path(os.environ.get("DISCORD_OPENAPI") or BESIDE)
    return ApiDescription(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None


class ApiDescription:
    """Discord's routes and what they take."""

    def __init__(self, document: Schema) -> None:
        self._schemas = document["components"]["schemas"]
        self._schemas["ChannelTypes"]["oneOf"].append({"const": MEDIA_CHANNEL})
        # A literal part before a parameter: /users/@me is not /users/{user_id}.
        templates = sorted(document["paths"], key=lambda path: path.count("{"))
        self._paths = [(_pattern(path), document["paths"][path]) for path in templates]
        self._checked: dict[tuple[str, str], list[str]] = {}  # every test sends the same long list of commands

    def faults(self, method: str, path: str, query: Mapping[str, str], body: object) -> list[str]:
        """What Discord would not take of a request; ``path`` is without the version, ``body`` None for none."""
        for pattern, item in self._paths:
            match = pattern.fullmatch(path)
            if match and method.lower() in item:
                operation = item[method.lower()]
                parameters = [*item.get("parameters", ()), *operation.get("parameters", ())]
                return [
                    *self._parameter_faults(parameters, "path", match.groupdict()),
                    *self._parameter_faults(parameters, "query", query),
                    *self._body_faults(operation, body),
                ]
        return ["there is no such route"]

    def _parameter_faults(self, parameters: list[Any], where: str, given: Mapping[str, str]) -> list[str]:
        known = {p["name"]: p for p in parameters if p["in"] == where}
        faults = [f"{where}: unknown parameter {name}" for name in given if name not in known.keys() | IGNORED]
        for name, parameter in known.items():
            if name in given:
                value: object = given[name]
                types = self._resolved(parameter["schema"]).get("type", ())
                if "integer" in types and given[name].isdecimal():
                    value = int(given[name])
                if "boolean" in types and given[name].lower() in TRUTH:
                    value = TRUTH[given[name].lower()]
                faults += self._value_faults(parameter["schema"], value, f"{where}.{name}")
            elif parameter.get("required"):
                faults.append(f"{where}: {name} is missing")
        return faults

    def _body_faults(self, operation: Schema, body: object) -> list[str]:
        takes = operation.get("requestBody")
        if takes is None:
            return [] if body is None else ["it takes no body"]
        if body is None:
            return ["its body is missing"] if takes.get("required") else []
        key = (operation["operationId"], json.dumps(body))
        if key not in self._checked:
            self._checked[key] = self._value_faults(takes["content"]["application/json"]["schema"], body, "body")
        return self._checked[key]

    def _resolved(self, schema: Schema) -> Schema:
        while "$ref" in schema:
            schema = self._schemas[schema["$ref"].rpartition("/")[2]]
        return schema

    def _value_faults(self, schema: Schema, value: object, where: str) -> list[str]:
        schema = self._resolved(schema)
        if schema.get("format") == "snowflake" and _is(value, "integer"):
            value = str(value)  # Discord takes both, and discord.py sends both
        allowed = schema.get("type", [])
        allowed = [allowed] if isinstance(allowed, str) else allowed
        if allowed and not any(_is(value, kind) for kind in allowed):
            return [f"{where}: {_shown(value)}{MISTYPED}{' or '.join(allowed)}"]
        faults = [f"{where}: {_shown(value)}: {fault}" for fault in _bound_faults(schema, value)]
        for part in schema.get("allOf", ()):
            faults += self._value_faults(part, value, where)
        for union in ("oneOf", "anyOf"):
            if union in schema:
                faults += self._union_faults(schema[union], value, where)
        if isinstance(value, list) and "items" in schema:
            for i, item in enumerate(value):
                faults += self._value_faults(schema["items"], item, f"{where}[{i}]")
        if isinstance(value, dict):
            faults += self._object_faults(schema, value, where)
        return faults

    def _union_faults(self, parts: list[Schema], value: object, where: str) -> list[str]:
        """None if a part takes the value, or else those of the part that comes nearest."""
        tried = []
        for part in parts:
            found = self._value_faults(part, value, where)
            if not found:
                return []
            tried.append(found)
        return min(tried, key=lambda found: (len(found), any(MISTYPED in fault for fault in found)))

    def _object_faults(self, schema: Schema, value: dict[str, Any], where: str) -> list[str]:
        faults = [f"{where}: {name} is missing" for name in schema.get("required", ()) if name not in value]
        known, others = schema.get("properties", {}), schema.get("additionalProperties")
        for name, item in value.items():
            if name in known:
                faults += self._value_faults(known[name], item, f"{where}.{name}")
            elif isinstance(others, Mapping):
                faults += self._value_faults(others, item, f"{where}.{name}")
            elif known and name not in IGNORED:
                faults.append(f"{where}: unknown key {name}")
        return faults


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(template)))


def _is(value: object, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES[kind])


def _bound_faults(schema: Schema, value: object) -> list[str]:
    """What the plain bounds of a schema say of one value."""
    faults = []
    if "const" in schema and value != schema["const"]:
        faults.append(f"is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        faults.append(f"is none of {schema['enum']}")
    if isinstance(value, str | list):
        low, high = ("minLength", "maxLength") if isinstance(value, str) else ("minItems", "maxItems")
        if not schema.get(low, 0) <= len(value) <= schema.get(high, len(value)):
            faults.append(f"has {len(value)} of {schema.get(low, 0)} to {schema.get(high)}")
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        faults.append(f"is not in {schema.get('minimum')} to {schema.get('maximum')}")
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        faults.append(f"does not fit {schema['pattern']}")
    if isinstance(value, list) and schema.get("uniqueItems") and len({json.dumps(x) for x in value}) < len(value):
        faults.append("holds something twice")
    return faults


def _shown(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= 60 else text[:60] + "…"
