//! Logging in and passwords: plain forms, with scripts or without.

mod log_in;
mod password;

pub use log_in::LogInPage;
pub use password::PasswordPage;
