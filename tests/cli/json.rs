//! JSON: every object fits the schema in `data/schema.json`.

use jsonschema::Validator;
use rstest::rstest;
use serde_json::{Value, json};
use smtpref::shipped;
use smtpref_catalog::Catalog;
use smtpref_catalog::Code;

use crate::program::{run, run_line};

fn schema() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn validator() -> Validator {
    let schema = schema();
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).unwrap()
}

fn printed(arguments: &[&str]) -> Value {
    let ended = run(arguments);
    assert_eq!(
        (ended.status, ended.stderr.as_str()),
        (0, ""),
        "{arguments:?}"
    );
    serde_json::from_str(&ended.stdout).unwrap()
}

fn assert_valid(validator: &Validator, value: &Value, what: &str) {
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

/// Whether a value is what the schema says that the program prints.
pub(crate) fn assert_fits(value: &Value) {
    assert_valid(&validator(), value, "an answer");
}

/// Every code of the catalog, an enhanced status code with each of its classes too.
fn all_codes(catalog: &Catalog) -> Vec<String> {
    let mut codes = Vec::new();
    for entry in catalog.entries() {
        codes.push(entry.code.to_string());
        if let Code::Enhanced(code) = entry.code {
            codes.extend(
                entry
                    .classes
                    .iter()
                    .map(|&class| code.with_class(Some(class)).to_string()),
            );
        }
    }
    codes
}

#[test]
fn every_entry_fits_the_schema() {
    let catalog = shipped::catalog().unwrap();
    let codes = all_codes(&catalog);
    // Commas keep a reply code and an enhanced status code behind it apart.
    let words: Vec<String> = codes.iter().map(|code| format!("{code},")).collect();
    let mut arguments = vec!["show", "--json"];
    arguments.extend(words.iter().map(String::as_str));
    let value = printed(&arguments);
    assert_valid(&validator(), &value, "show");
    let entries = value.as_array().unwrap();
    let given: Vec<&str> = entries
        .iter()
        .map(|entry| entry["code"].as_str().unwrap())
        .collect();
    assert_eq!(given, codes);
}

#[test]
fn list_and_show_give_the_same_entries() {
    let listed = printed(&["list", "--json"]);
    assert_valid(&validator(), &listed, "list");
    let catalog = shipped::catalog().unwrap();
    let listed = listed.as_array().unwrap();
    let codes = catalog.codes().iter();
    let without_replies = codes.filter(|code| code.provider().is_none()).count();
    assert_eq!(listed.len(), without_replies);
    let of_556 = listed.iter().find(|entry| entry["code"] == "556").unwrap();
    assert_eq!(json!([of_556]), printed(&["show", "556", "--json"]));
}

#[test]
fn a_sample_of_all_pairs_fits_the_schema() {
    let catalog = shipped::catalog().unwrap();
    let validator = validator();
    let codes = all_codes(&catalog);
    let count = codes.len();
    // A step that shares no factor with the number of pairs visits all kinds of them.
    for pair in (0..count * count).step_by(count * count / 60 + 1) {
        let (left, right) = (&codes[pair / count], &codes[pair % count]);
        let value = printed(&["compare", left, right, "--json"]);
        assert_valid(&validator, &value, &format!("{left} {right}"));
        assert_eq!(
            (&value["left"]["code"], &value["right"]["code"]),
            (&json!(left), &json!(right))
        );
    }
}

#[rstest]
#[case::a_pair("compare 250 556 --json", true)]
#[case::the_pair_turned_around("compare 556 250 --json", true)]
#[case::a_pair_of_classes("compare 4.2.2 5.2.2 --json", true)]
#[case::a_code_with_itself("compare 250 250 --json", false)]
#[case::unregistered("compare 599 5.7.999 --json", false)]
fn a_comparison_says_whether_a_person_wrote_it(#[case] line: &str, #[case] curated: bool) {
    let ended = run_line(line);
    let value: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_valid(&validator(), &value, line);
    assert_eq!(value["curated"], json!(curated));
    for field in ["left", "right", "differences", "same", "guidance"] {
        assert!(value.get(field).is_some(), "{field}");
    }
    let names = |field: &str| -> Vec<String> {
        let rows = value[field].as_array().unwrap();
        rows.iter().map(|row| row["aspect"].to_string()).collect()
    };
    let differing = names("differences");
    assert!(names("same").iter().all(|name| !differing.contains(name)));
}

#[rstest]
#[case::unregistered_codes("show 599 5.7.999 X.42.1 X.99 --json")]
#[case::a_reply("show 550 5.1.1 --json")]
#[case::an_unusual_reply("show 500 4.7.1 --json")]
#[case::class_subject_and_out_of_range("show 2.X.X X.1 605 --json")]
#[case::a_table("compare 450 451 452 --json")]
#[case::a_table_of_all_kinds("compare 250 556 599 5.1.10 --json")]
#[case::found_by_words("search null mx --json")]
#[case::found_by_a_reply("search 550 5.1.1 --json")]
#[case::found_unregistered("search 599 --json")]
#[case::found_by_a_field("search class:4 --json")]
#[case::list_with_filters("list --class 4 --command RCPT --json")]
#[case::list_with_a_query("list quota --format json")]
#[case::causes("list --kind cause --json")]
#[case::replies_of_a_provider("list --provider google --json")]
#[case::a_number_of_several("show 5.7.139 --json")]
#[case::explained("explain 550-5.7.26 this mail is unauthenticated - gsmtp --json")]
fn every_answer_fits_the_schema(#[case] line: &str) {
    let ended = run_line(line);
    assert_eq!(ended.status, 0);
    let value: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_valid(&validator(), &value, line);
}

#[test]
fn the_schema_refuses_what_is_not_in_it() {
    let validator = validator();
    let good = printed(&["show", "556", "--json"]);
    for (field, value) in [
        ("kind", json!("other")),
        ("schema_version", json!(2)),
        ("title", json!("")),
        ("subject", json!(null)),
        ("surprise", json!(1)),
    ] {
        let mut wrong = good.clone();
        wrong[0][field] = value;
        assert!(!validator.is_valid(&wrong), "{field}");
    }
    let mut without = good;
    without[0].as_object_mut().unwrap().remove("fix");
    assert!(!validator.is_valid(&without));
}

#[test]
fn an_entry_tells_registered_from_not() {
    let value = printed(&["show", "5.1.10", "599", "550 5.1.1", "--json"]);
    assert_eq!(value[0]["registered"], json!(true));
    assert_eq!(value[0]["page"], json!("X.1.10"));
    assert_eq!(
        value[0]["subject"],
        json!({"number": 1, "name": "Addressing"})
    );
    assert_eq!(value[0]["effect"]["message"], json!("returned"));
    assert_eq!(value[1]["registered"], json!(false));
    assert_eq!(value[1]["status"], json!("unregistered"));
    assert_eq!(value[1]["effect"]["message"], json!("returned"));
    assert_eq!(value[2]["reply"], json!("550"));
    assert_eq!(value[2]["code"], json!("5.1.1"));
}

#[test]
fn a_limit_cuts_the_hits() {
    let all = printed(&["search", "mailbox", "full", "--json"]);
    let two = printed(&["search", "mailbox", "full", "--json", "--limit", "2"]);
    assert_eq!(two.as_array().unwrap()[..], all.as_array().unwrap()[..2]);
}
