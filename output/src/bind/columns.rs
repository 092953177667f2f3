//! Typed access to the columns of a mart.

use std::path::Path;

use arrow::array::{Array, AsArray, BooleanArray, Float64Array, Int32Array, Int64Array, ListArray, RecordBatch, StringArray};
use arrow::compute::concat_batches;
use arrow::datatypes::{Float64Type, Int32Type, Int64Type};
use rocp_lake::{Contract, LakeError, paths, table};

use crate::error::OutputError;

/// A mart in memory.
pub(super) struct Mart {
    name: String,
    batch: RecordBatch,
}

impl Mart {
    /// Reads a mart by name.
    pub(super) fn read(run: &Path, marts: &[Contract], name: &str) -> Result<Self, OutputError> {
        let missing = || OutputError::Column { mart: name.to_owned(), column: "(any)".into() };
        let contract = marts.iter().find(|c| c.name == name).ok_or_else(missing)?;
        let batches = table::read(&paths::table(&run.join("mart"), name), contract)?;
        let batch = concat_batches(
            &contract.schema(),
            batches
                .iter()
                .map(|b| b.clone().with_schema(contract.schema()))
                .collect::<Result<Vec<_>, _>>()
                .map_err(|source| LakeError::Arrow { table: name.to_owned(), source })?
                .iter(),
        );
        Ok(Self { name: name.to_owned(), batch: batch.map_err(|source| LakeError::Arrow { table: name.to_owned(), source })? })
    }

    pub(super) fn len(&self) -> usize {
        self.batch.num_rows()
    }

    /// A mart that a test made.
    #[cfg(test)]
    pub(super) fn of(name: &str, batch: RecordBatch) -> Self {
        Self { name: name.to_owned(), batch }
    }

    fn column(&self, name: &str) -> Result<&dyn Array, OutputError> {
        self.batch.column_by_name(name).map(AsRef::as_ref).ok_or_else(|| self.lacks(name))
    }

    fn lacks(&self, column: &str) -> OutputError {
        OutputError::Column { mart: self.name.clone(), column: column.to_owned() }
    }

    pub(super) fn text(&self, name: &str) -> Result<Text<'_>, OutputError> {
        self.column(name)?.as_string_opt::<i32>().map(Text).ok_or_else(|| self.lacks(name))
    }

    pub(super) fn number(&self, name: &str) -> Result<Number<'_>, OutputError> {
        self.column(name)?.as_primitive_opt::<Float64Type>().map(Number).ok_or_else(|| self.lacks(name))
    }

    fn integer(&self, name: &str) -> Result<&Int64Array, OutputError> {
        self.column(name)?.as_primitive_opt::<Int64Type>().ok_or_else(|| self.lacks(name))
    }

    /// A column of years that its contract promises complete.
    pub(super) fn year(&self, name: &str) -> Result<&Int32Array, OutputError> {
        self.column(name)?.as_primitive_opt::<Int32Type>().ok_or_else(|| self.lacks(name))
    }

    pub(super) fn truth(&self, name: &str) -> Result<Truth<'_>, OutputError> {
        self.column(name)?.as_boolean_opt().map(Truth).ok_or_else(|| self.lacks(name))
    }

    /// A column of counts.
    pub(super) fn size(&self, name: &str) -> Result<Size<'_>, OutputError> {
        self.integer(name).map(Size)
    }

    pub(super) fn list(&self, name: &str) -> Result<List<'_>, OutputError> {
        self.column(name)?.as_list_opt::<i32>().map(List).ok_or_else(|| self.lacks(name))
    }
}

/// A text column.
pub(super) struct Text<'a>(&'a StringArray);

impl Text<'_> {
    pub(super) fn at(&self, row: usize) -> Option<&str> {
        (!self.0.is_null(row)).then(|| self.0.value(row))
    }

    pub(super) fn owned(&self, row: usize) -> String {
        self.at(row).unwrap_or_default().to_owned()
    }

    pub(super) fn known(&self, row: usize) -> Option<String> {
        self.at(row).map(str::to_owned)
    }

    /// Years; a text without a digit, such as what is left of joining no years, is none.
    pub(super) fn period(&self, row: usize) -> Option<String> {
        self.known(row).filter(|p| p.contains(|c: char| c.is_ascii_digit()))
    }
}

/// A column of figures.
pub(super) struct Number<'a>(&'a Float64Array);

impl Number<'_> {
    pub(super) fn at(&self, row: usize) -> Option<f64> {
        (!self.0.is_null(row)).then(|| self.0.value(row))
    }

    /// A figure of a column that its contract promises complete.
    pub(super) fn known(&self, row: usize) -> f64 {
        self.at(row).unwrap_or(f64::NAN)
    }
}

/// A column of true and false.
pub(super) struct Truth<'a>(&'a BooleanArray);

impl Truth<'_> {
    pub(super) fn at(&self, row: usize) -> Option<bool> {
        (!self.0.is_null(row)).then(|| self.0.value(row))
    }

    pub(super) fn holds(&self, row: usize) -> bool {
        self.at(row) == Some(true)
    }
}

/// A column of counts that its contract promises complete.
pub(super) struct Size<'a>(&'a Int64Array);

impl Size<'_> {
    pub(super) fn at(&self, row: usize) -> u32 {
        u32::try_from(self.0.value(row)).unwrap_or(u32::MAX)
    }

    /// The count, where it is known.
    pub(super) fn known(&self, row: usize) -> Option<u32> {
        (!self.0.is_null(row)).then(|| self.at(row))
    }
}

/// A column of lists of text.
pub(super) struct List<'a>(&'a ListArray);

impl List<'_> {
    pub(super) fn at(&self, row: usize) -> Vec<String> {
        if self.0.is_null(row) {
            return Vec::new();
        }
        let items = self.0.value(row);
        items.as_string_opt::<i32>().map(|s| s.iter().flatten().map(str::to_owned).collect()).unwrap_or_default()
    }
}
