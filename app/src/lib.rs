pub mod lang;
pub mod parts;
pub mod style_page;
