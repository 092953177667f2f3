use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, StringArray};

use super::*;

fn contract() -> Contract {
    Contract::parse(
        r#"
        name = "t"
        title = "T"
        description = "A table."
        key = ["soc"]
        columns = [{ name = "soc" }, { name = "n", type = "float64", unit = "people", description = "How many people.", nullable = true }]
        "#,
    )
    .unwrap()
}

fn batch(soc: &[&str], n: &[Option<f64>]) -> RecordBatch {
    let columns: Vec<(&str, ArrayRef)> = vec![("soc", Arc::new(StringArray::from(soc.to_vec()))), ("n", Arc::new(Float64Array::from(n.to_vec())))];
    RecordBatch::try_from_iter(columns).unwrap()
}

#[test]
fn rows_come_back_sorted_and_bytes_are_the_same_again() {
    let folder = tempfile::tempdir().unwrap();
    let contract = contract();
    let provenance = vec![("sources".to_owned(), "x".to_owned())];
    let batches = [batch(&["b", "c"], &[Some(2.0), None]), batch(&["a"], &[Some(1.0)])];
    let one = write_all(&folder.path().join("1.parquet"), &contract, &provenance, &batches).unwrap();
    let two = write_all(&folder.path().join("2.parquet"), &contract, &provenance, &[batches[1].clone(), batches[0].clone()]).unwrap();
    assert_eq!((one.rows, &one.sha256), (3, &two.sha256));
    let bytes = std::fs::read(folder.path().join("1.parquet")).unwrap();
    assert_eq!((crate::durable::sha256(&bytes), bytes.len() as u64), (one.sha256, one.bytes));
    let back = read(&folder.path().join("1.parquet"), &contract).unwrap();
    assert_eq!(back, [batch(&["a", "b", "c"], &[Some(1.0), Some(2.0), None]).with_schema(contract.schema()).unwrap()]);
    assert_eq!(row_count(&folder.path().join("1.parquet")).unwrap(), 3);
}

#[test]
fn a_repeated_key_and_a_missing_column_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.parquet");
    let e = write_all(&path, &contract(), &vec![], &[batch(&["a", "a"], &[None, None])]).unwrap_err();
    assert_eq!(e.to_string(), "table t: two rows have the key soc a");
    let e = write_all(&path, &contract(), &vec![], &[batch(&["a"], &[None]).project(&[0]).unwrap()]).unwrap_err();
    assert_eq!(e.to_string(), "table t does not match its contract: column n is missing");
    assert!(!path.exists());
}
