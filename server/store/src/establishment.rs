//! Establishments (établissements), by UAI.

use crate::{Result, Store, Tx, sql};
use domain::Uai;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// An establishment as stored.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct EstablishmentRow {
    /// Key.
    pub uai: String,
    /// Name in use.
    pub name: String,
    /// Such as `Lycée`.
    pub kind: String,
    /// `public`, `private`, or empty when the directory does not say.
    pub sector: String,
    /// Lines of the address, joined by commas.
    pub address: String,
    /// Code postal.
    pub postcode: String,
    /// Name of the commune.
    pub commune: String,
    /// Three characters.
    pub department: String,
    /// Name of the académie.
    pub academy: String,
    /// `open`, `to_open`, `to_close`, `closed`.
    pub state: String,
    /// ISO date.
    pub opened_on: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
}

const COLUMNS: &str = "SELECT uai, name, kind, sector, address, postcode, commune, department, academy, state, opened_on, \
                       email, phone FROM establishment";

impl Store {
    /// An establishment.
    pub async fn establishment(&self, uai: Uai) -> Result<Option<EstablishmentRow>> {
        sql::one(
            &self.reader,
            &format!("{COLUMNS} WHERE uai = $1"),
            [uai.to_string().into()],
        )
        .await
    }

    /// Those of the keys that are known, in no order.
    pub async fn establishments_of(&self, uais: &[String]) -> Result<Vec<EstablishmentRow>> {
        of(&self.reader, uais).await
    }
}

impl Tx {
    /// Those of the keys that are known, in no order.
    pub async fn establishments_of(&self, uais: &[String]) -> Result<Vec<EstablishmentRow>> {
        of(&self.db, uais).await
    }

    /// Writes establishments; known ones are replaced.
    pub async fn put_establishments(&self, rows: &[EstablishmentRow]) -> Result<()> {
        let values = rows
            .iter()
            .map(|row| {
                vec![
                    row.uai.clone().into(),
                    row.name.clone().into(),
                    row.kind.clone().into(),
                    row.sector.clone().into(),
                    row.address.clone().into(),
                    row.postcode.clone().into(),
                    row.commune.clone().into(),
                    row.department.clone().into(),
                    row.academy.clone().into(),
                    row.state.clone().into(),
                    row.opened_on.clone().into(),
                    row.email.clone().into(),
                    row.phone.clone().into(),
                ]
            })
            .collect();
        sql::insert_rows(
            &self.db,
            "INSERT INTO establishment (uai, name, kind, sector, address, postcode, commune, department, academy, state,
                                        opened_on, email, phone) VALUES",
            values,
            "ON CONFLICT (uai) DO UPDATE SET name = excluded.name, kind = excluded.kind, sector = excluded.sector,
             address = excluded.address, postcode = excluded.postcode, commune = excluded.commune,
             department = excluded.department, academy = excluded.academy, state = excluded.state,
             opened_on = excluded.opened_on, email = excluded.email, phone = excluded.phone",
        )
        .await?;
        Ok(())
    }
}

async fn of(db: &impl ConnectionTrait, uais: &[String]) -> Result<Vec<EstablishmentRow>> {
    let sql = format!("{COLUMNS} WHERE uai IN ({})", sql::places(1, uais.len()));
    sql::all(db, &sql, uais.iter().map(|uai| uai.clone().into())).await
}
