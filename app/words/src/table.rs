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
        /// All tables in one language. Each area is reached by a function, so that a program carries those it reads
        /// and no other.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Words(Lang);
        impl Words {
            /// French.
            pub const FR: Words = Words(Lang::Fr);
            /// English.
            pub const EN: Words = Words(Lang::En);
            $(
                #[doc = concat!("Area `", stringify!($area), "`.")]
                pub const fn $area(self) -> &'static $table {
                    match self.0 {
                        Lang::Fr => &<$table>::FR,
                        Lang::En => &<$table>::EN,
                    }
                }
            )*
        }
    };
}

pub(crate) use {table, words};
