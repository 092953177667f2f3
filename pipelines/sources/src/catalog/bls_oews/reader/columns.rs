//! Rows into Arrow columns.

use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow::buffer::{Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;

use super::ReadError;
use super::row::Row;

/// The column of line numbers. It is best stored as differences, all others as dictionaries.
pub const LINE: &str = "line";

/// The table's columns in order.
#[must_use]
pub fn arrow_schema() -> SchemaRef {
    let text = |name: &str, nullable| Field::new(name, DataType::Utf8, nullable);
    Arc::new(Schema::new(vec![
        text("areatype_code", false),
        text("area_code", false),
        text("industry_code", false),
        text("occupation_code", false),
        text("datatype_code", false),
        Field::new("year", DataType::Int32, false),
        text("period", false),
        Field::new("value", DataType::Float64, true),
        text("footnote_codes", true),
        Field::new(LINE, DataType::Int64, false),
    ]))
}

/// The columns of the batch that is being read.
pub(super) struct Columns {
    schema: SchemaRef,
    most: usize,
    areatype: Text<1>,
    area: Text<7>,
    industry: Text<6>,
    occupation: Text<6>,
    datatype: Text<2>,
    year: Vec<i32>,
    period: Text<3>,
    value: Vec<f64>,
    known: Vec<bool>,
    footnote: Vec<u8>,
    footnote_ends: Vec<i32>,
    line: Vec<i64>,
}

impl Columns {
    pub fn new(most: usize) -> Self {
        Self {
            schema: arrow_schema(),
            most,
            areatype: Text::new(most),
            area: Text::new(most),
            industry: Text::new(most),
            occupation: Text::new(most),
            datatype: Text::new(most),
            year: Vec::with_capacity(most),
            period: Text::new(most),
            value: Vec::with_capacity(most),
            known: Vec::with_capacity(most),
            footnote: Vec::new(),
            footnote_ends: vec![0],
            line: Vec::with_capacity(most),
        }
    }

    #[inline]
    pub fn push(&mut self, row: &Row, line: u64) {
        let [_, _, _, series @ ..] = &row.series;
        self.areatype.push(series, 0);
        self.area.push(series, 1);
        self.industry.push(series, 8);
        self.occupation.push(series, 14);
        self.datatype.push(series, 20);
        self.year.push(row.year.iter().fold(0, |year, digit| year * 10 + i32::from(digit - b'0')));
        self.period.push(&row.period, 0);
        self.value.push(row.value.unwrap_or_default());
        self.known.push(row.value.is_some());
        self.footnote.extend(row.footnote);
        self.footnote_ends.push(i32::try_from(self.footnote.len()).unwrap_or(i32::MAX));
        self.line.push(i64::try_from(line).unwrap_or(i64::MAX));
    }

    /// What was pushed, as a batch.
    pub fn finish(&mut self, line: u64) -> Result<RecordBatch, ReadError> {
        self.batch().map_err(|source| ReadError::Arrow { line, source })
    }

    fn batch(&mut self) -> Result<RecordBatch, ArrowError> {
        let most = self.most;
        let known = NullBuffer::from(std::mem::replace(&mut self.known, Vec::with_capacity(most)));
        let noted: NullBuffer = self.footnote_ends.array_windows().map(|[from, until]| from < until).collect::<Vec<_>>().into();
        let ends = OffsetBuffer::new(ScalarBuffer::from(std::mem::replace(&mut self.footnote_ends, vec![0])));
        let notes = Buffer::from_vec(std::mem::take(&mut self.footnote));
        let columns: Vec<ArrayRef> = vec![
            self.areatype.take(most)?,
            self.area.take(most)?,
            self.industry.take(most)?,
            self.occupation.take(most)?,
            self.datatype.take(most)?,
            Arc::new(Int32Array::from(std::mem::replace(&mut self.year, Vec::with_capacity(most)))),
            self.period.take(most)?,
            Arc::new(Float64Array::try_new(std::mem::replace(&mut self.value, Vec::with_capacity(most)).into(), Some(known))?),
            Arc::new(StringArray::try_new(ends, notes, Some(noted))?),
            Arc::new(Int64Array::from(std::mem::replace(&mut self.line, Vec::with_capacity(most)))),
        ];
        RecordBatch::try_new(self.schema.clone(), columns)
    }
}

/// Text of one width: its ends need not be kept.
struct Text<const N: usize>(Vec<u8>);

impl<const N: usize> Text<N> {
    fn new(most: usize) -> Self {
        Self(Vec::with_capacity(most * N))
    }

    #[inline]
    fn push(&mut self, from: &[u8], at: usize) {
        let bytes = from.get(at..).and_then(|rest| rest.first_chunk::<N>());
        self.0.extend_from_slice(bytes.unwrap_or(&[b' '; N]));
    }

    fn take(&mut self, most: usize) -> Result<ArrayRef, ArrowError> {
        let bytes = std::mem::replace(&mut self.0, Vec::with_capacity(most * N));
        let ends = OffsetBuffer::from_repeated_length(N, bytes.len() / N);
        Ok(Arc::new(StringArray::try_new(ends, Buffer::from_vec(bytes), None)?))
    }
}
