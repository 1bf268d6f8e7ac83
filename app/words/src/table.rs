//! The two macros behind the tables.

/// Declares the table of one area: a field, its French and its English.
macro_rules! table {
    ($(#[$meta:meta])* $name:ident { $($field:ident: $fr:literal / $en:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug)]
        pub struct $name { $(#[doc = $fr] pub $field: &'static str,)* }
        impl $name {
            /// French.
            pub const FR: $name = $name { $($field: $fr,)* };
            /// English.
            pub const EN: $name = $name { $($field: $en,)* };
        }
    };
}

/// Gathers the areas into `Words`.
macro_rules! words {
    ($($area:ident: $table:ty,)*) => {
        /// All tables in one language.
        #[derive(Debug)]
        pub struct Words { $(#[doc = concat!("Area `", stringify!($area), "`.")] pub $area: $table,)* }
        impl Words {
            /// French.
            pub const FR: Words = Words { $($area: <$table>::FR,)* };
            /// English.
            pub const EN: Words = Words { $($area: <$table>::EN,)* };
        }
    };
}

pub(crate) use {table, words};
