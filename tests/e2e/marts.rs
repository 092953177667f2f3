//! Reading marts in tests, by contract.

use std::path::Path;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::compute::{concat_batches, filter_record_batch};
use arrow::datatypes::{Float64Type, Int32Type};
use rocp_lake::{paths, table};

use crate::models::contract;

/// A table of a report's data folder or a run folder.
pub struct Mart(RecordBatch);

impl Mart {
    /// The answer of a query.
    pub fn of(batch: RecordBatch) -> Self {
        Self(batch)
    }

    pub fn read(folder: &Path, name: &str) -> Self {
        let contract = contract(name).unwrap();
        let batches = table::read(&paths::table(folder, name), &contract).unwrap();
        let schema = batches.first().map_or_else(|| contract.schema(), RecordBatch::schema);
        Self(concat_batches(&schema, &batches).unwrap())
    }

    /// The rows whose column has another value.
    pub fn without(self, column: &str, value: &str) -> Self {
        let kept = (0..self.len()).map(|i| Some(self.text(column, i) != value)).collect();
        Self(filter_record_batch(&self.0, &kept).unwrap())
    }

    pub fn len(&self) -> usize {
        self.0.num_rows()
    }

    pub fn text(&self, column: &str, row: usize) -> String {
        let c = self.0.column_by_name(column).unwrap().as_string::<i32>();
        if c.is_null(row) { String::new() } else { c.value(row).to_owned() }
    }

    /// A cell as the program prints it.
    pub fn shown(&self, column: &str, row: usize) -> String {
        rocp_queries::explain::text(self.0.column_by_name(column).unwrap(), row).unwrap()
    }

    pub fn number(&self, column: &str, row: usize) -> Option<f64> {
        let c = self.0.column_by_name(column).unwrap().as_primitive::<Float64Type>();
        (!c.is_null(row)).then(|| c.value(row))
    }

    pub fn small(&self, column: &str, row: usize) -> Option<i32> {
        let c = self.0.column_by_name(column).unwrap().as_primitive::<Int32Type>();
        (!c.is_null(row)).then(|| c.value(row))
    }

    pub fn flag(&self, column: &str, row: usize) -> Option<bool> {
        let c = self.0.column_by_name(column).unwrap().as_boolean();
        (!c.is_null(row)).then(|| c.value(row))
    }

    pub fn list(&self, column: &str, row: usize) -> Vec<String> {
        let c = self.0.column_by_name(column).unwrap().as_list::<i32>();
        if c.is_null(row) { Vec::new() } else { c.value(row).as_string::<i32>().iter().flatten().map(str::to_owned).collect() }
    }
}
