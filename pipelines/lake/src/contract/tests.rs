use super::*;

const TEXT: &str = r#"
name = "t"
title = "T"
description = "A table."
key = ["soc"]
columns = [
  { name = "soc" },
  { name = "n", type = "int64", unit = "people", description = "How many.", nullable = true },
]
"#;

#[test]
fn completes_columns_from_the_dictionary() {
    let c = Contract::parse(TEXT).unwrap();
    assert_eq!(c.columns[0].kind, Type::Text);
    assert!(c.columns[0].description.contains("occupation"));
    assert_eq!(c.sort, ["soc"]);
    assert_eq!(c.schema().field(1).data_type(), &DataType::Int64);
}

#[test]
fn says_what_is_wrong() {
    let cases = [
        (TEXT.replace("key = [\"soc\"]", "key = [\"nope\"]"), "nope is not a column"),
        (TEXT.replace("key = [\"soc\"]", "key = [\"n\"]"), "key column n is nullable"),
        (TEXT.replace("{ name = \"soc\" }", "{ name = \"soc\", like = \"sock\" }"), "sock, which the dictionary lacks"),
        (TEXT.replace("{ name = \"soc\" }", "{ name = \"soc\", colour = \"red\" }"), "colour"),
    ];
    for (text, words) in cases {
        let e = Contract::parse(&text).unwrap_err().to_string();
        assert!(e.contains(words), "{e}");
    }
}

#[test]
fn differences_are_explained_in_words() {
    let c = Contract::parse(TEXT).unwrap();
    let says = |fields: Vec<Field>| c.differences(&Schema::new(fields)).join("; ");
    assert_eq!(says(vec![Field::new("soc", DataType::Utf8, false), Field::new("n", DataType::Int64, true)]), "");
    assert_eq!(
        says(vec![Field::new("SOC ", DataType::Utf8, false), Field::new("n", DataType::Float64, true)]),
        "column soc is missing (there is \"SOC \": renamed?); column n is Float64 where the contract says int64; column SOC  is not in the contract"
    );
    assert_eq!(says(vec![Field::new("n", DataType::Int64, true), Field::new("soc", DataType::Utf8, false)]), "the columns are in another order: n, soc");
}
