//! The few lines between SQL text and rows.

use crate::Result;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};
use std::fmt::Write as _;

/// Rows of a query.
pub(crate) async fn all<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>> {
    let rows = db
        .query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values))
        .await?;
    rows.iter()
        .map(|row| T::from_query_result(row, "").map_err(Into::into))
        .collect()
}

/// The row of a query, if there is one.
pub(crate) async fn one<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<T>> {
    let row = db
        .query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values))
        .await?;
    row.map(|row| T::from_query_result(&row, "").map_err(Into::into))
        .transpose()
}

/// One number, 0 where there is no row or it is NULL. The column is called `n`.
pub(crate) async fn number(
    db: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<i64> {
    let row = db
        .query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values))
        .await?;
    Ok(row
        .map(|row| row.try_get::<Option<i64>>("", "n"))
        .transpose()?
        .flatten()
        .unwrap_or(0))
}

/// Rows changed by a statement.
pub(crate) async fn run(db: &impl ConnectionTrait, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<u64> {
    let done = db
        .execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values))
        .await?;
    Ok(done.rows_affected())
}

/// Inserts many rows with few statements. `head` is `INSERT INTO t (a, b) VALUES`, `tail` what follows (`ON CONFLICT …`).
pub(crate) async fn insert_rows(
    db: &impl ConnectionTrait,
    head: &str,
    rows: Vec<Vec<Value>>,
    tail: &str,
) -> Result<u64> {
    let mut done = 0;
    // Both engines take well over 16 000 parameters; larger statements were measured slower, not faster.
    let width = rows.first().map_or(1, Vec::len);
    let per_statement = (8_000 / width).clamp(1, 500);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let (places, values) = listed(rows.by_ref().take(per_statement), &[]);
        done += run(db, &format!("{head} {places} {tail}"), values).await?;
    }
    Ok(done)
}

/// `($1, $2), ($3, $4), …` for a list of rows, and their values. Columns are cast to the types given, where any are: a
/// list that is no `INSERT`'s has none of its own.
pub(crate) fn listed(rows: impl Iterator<Item = Vec<Value>>, types: &[&str]) -> (String, Vec<Value>) {
    let (mut sql, mut values) = (String::new(), Vec::new());
    for row in rows {
        sql.push_str(if sql.is_empty() { "(" } else { ", (" });
        for (column, value) in row.into_iter().enumerate() {
            if column > 0 {
                sql.push_str(", ");
            }
            values.push(value);
            let place = values.len();
            // Writing into a string does not fail.
            let _ = match types.get(column) {
                Some(kind) => write!(sql, "CAST(${place} AS {kind})"),
                None => write!(sql, "${place}"),
            };
        }
        sql.push(')');
    }
    (sql, values)
}

/// `$first, $first+1, …` for an `IN (…)` list; `NULL` for an empty one, which matches nothing.
pub(crate) fn places(first: usize, count: usize) -> String {
    if count == 0 {
        return "NULL".into();
    }
    (first..first + count)
        .map(|n| format!("${n}"))
        .collect::<Vec<_>>()
        .join(", ")
}
