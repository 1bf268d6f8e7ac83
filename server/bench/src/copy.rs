//! The engine's own copy of tables: what moving so many bytes costs at least.

use crate::Result;
use crate::database::{Database, Engine};
use sea_orm::ConnectionTrait;
use std::time::Instant;

/// Seconds the engine takes to copy the rows of some tables into others with the same keys and indexes, durably.
///
/// # Errors
/// The engine's own.
pub async fn copy(database: &Database, tables: &[&str]) -> Result<f64> {
    let connection = database.connect().await?;
    for table in tables {
        let statements = match database.engine {
            Engine::Postgres => vec![format!("CREATE TABLE {table}_copy (LIKE {table} INCLUDING ALL)")],
            Engine::Sqlite => {
                let made =
                    format!("SELECT sql AS it FROM sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL");
                let made: Vec<String> = database.column(&made).await?;
                made.iter().map(|sql| renamed(sql, table)).collect()
            }
        };
        for statement in statements {
            connection.execute_unprepared(&statement).await?;
        }
    }
    let insert = |table: &&str| format!("INSERT INTO {table}_copy SELECT * FROM {table};");
    let inserts: Vec<String> = tables.iter().map(insert).collect();
    let start = Instant::now();
    connection
        .execute_unprepared(&format!("BEGIN; {} COMMIT", inserts.join(" ")))
        .await?;
    Ok(start.elapsed().as_secs_f64())
}

/// The statement that made a table or one of its indexes, for a table called `…_copy`.
fn renamed(sql: &str, table: &str) -> String {
    match sql.split_once(&format!(" ON {table} ")) {
        Some((index, columns)) => format!("{index}_copy ON {table}_copy {columns}"),
        None => sql.replacen(
            &format!("CREATE TABLE {table} "),
            &format!("CREATE TABLE {table}_copy "),
            1,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::renamed;

    #[test]
    fn copies_keep_their_keys_and_name_other_tables_as_they_are() {
        let table = "CREATE TABLE application (id INTEGER, candidate_id BIGINT REFERENCES candidate (id))";
        assert!(renamed(table, "application").starts_with("CREATE TABLE application_copy (id"));
        assert!(renamed(table, "application").ends_with("REFERENCES candidate (id))"));
        let index = "CREATE INDEX application_uai ON application (session_id, uai)";
        let copy = "CREATE INDEX application_uai_copy ON application_copy (session_id, uai)";
        assert_eq!(renamed(index, "application"), copy);
    }
}
