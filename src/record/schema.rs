//! JSON Schemas for editors: completion and checks while a record is written.
//!
//! **In:** the tables of fields. **Out:** one schema a kind (draft 2020-12), Chinese descriptions. **Never:** a field
//! that the reader does not know.

use serde_json::{Map, Value, json};

use super::field::{Field, Shape};
use super::fields::fields_of;
use super::kind::Kind;

/// Returns the schema of each kind with its file's name: `branch.schema.json`.
pub fn schemas() -> Vec<(String, String)> {
    Kind::ALL.iter().map(|kind| (format!("{}.schema.json", kind.word()), text(&schema(*kind)))).collect()
}

fn text(schema: &Value) -> String {
    let mut text = serde_json::to_string_pretty(schema).unwrap_or_default();
    text.push('\n');
    text
}

fn schema(kind: Kind) -> Value {
    let fields: Vec<&Field> = fields_of(kind).iter().flat_map(|table| table.iter()).collect();
    let record = group(&fields);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.chinese(),
        "description": format!("content/{} 里的记录", kind.folder()),
        "oneOf": [
            { "$ref": "#/$defs/record" },
            { "type": "array", "items": { "$ref": "#/$defs/record" } },
        ],
        "$defs": { "record": record },
    })
}

fn group(fields: &[&Field]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in fields {
        let mut value = shape(&field.shape);
        if let Some(object) = value.as_object_mut() {
            object.insert("description".to_owned(), json!(field.doc));
        }
        for name in std::iter::once(&field.key).chain(field.chinese) {
            properties.insert((*name).to_owned(), value.clone());
        }
        if field.required {
            let names: Vec<Value> =
                std::iter::once(&field.key).chain(field.chinese).map(|name| json!({ "required": [name] })).collect();
            required.push(json!({ "anyOf": names }));
        }
    }
    let mut schema = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if !required.is_empty() {
        schema["allOf"] = Value::Array(required);
    }
    schema
}

fn shape(shape: &Shape) -> Value {
    match shape {
        Shape::Text | Shape::File | Shape::Ref(_) => json!({ "type": ["string", "integer"] }),
        Shape::Prose | Shape::Address => json!({ "type": "string" }),
        Shape::Count => json!({ "type": ["integer", "string"], "minimum": 0 }),
        Shape::Number => json!({ "type": ["number", "string"] }),
        Shape::Batch => json!({ "type": ["integer", "string"], "minimum": 1, "examples": [6, "第六批"] }),
        Shape::Switch => json!({ "enum": [true, false, "是", "否"] }),
        Shape::Date => json!({ "type": "string", "examples": ["2021-06-11", "2021年6月11日"] }),
        Shape::Moment => json!({ "type": "string", "examples": ["2021-06-11 09:30", "2021年6月11日"] }),
        Shape::Choice(words) => {
            let words: Vec<&str> = words().into_iter().flat_map(|(english, chinese)| [chinese, english]).collect();
            json!({ "enum": words })
        }
        Shape::List(inner) => json!({ "type": ["array", "string", "object"], "items": self::shape(inner) }),
        Shape::Group(fields) => group(&fields.iter().collect::<Vec<_>>()),
        Shape::Either(one, other) => json!({ "anyOf": [self::shape(one), self::shape(other)] }),
        Shape::ByKind(fields) => {
            let inner = group(&fields.iter().collect::<Vec<_>>());
            let names = Kind::ALL.iter().flat_map(|kind| [kind.folder(), kind.word(), kind.chinese()]);
            let properties: Map<String, Value> = names.map(|name| (name.to_owned(), inner.clone())).collect();
            json!({ "type": "object", "additionalProperties": false, "properties": properties })
        }
        Shape::Unpublished => json!({}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_schema_with_both_names_of_each_field() {
        let all = schemas();
        assert_eq!(all.len(), Kind::ALL.len());
        let (_, branch) = all.iter().find(|(name, _)| name == "branch.schema.json").expect("branches have one");
        assert!(branch.contains("\"secretary\"") && branch.contains("\"书记\""));
    }
}
