//! The private tools of all formats: reading, writing, alignment, code points, flags, layouts, registries.

mod address;
mod align;
mod code_point;
pub(crate) mod feature;
mod field;
mod flags;
pub(crate) mod layout;
mod lifetime;
mod list;
mod prefix;
pub(crate) mod read;
pub(crate) mod registry;
mod write;

pub use address::is_unicast_routable;
pub(crate) use address::{is_routable, is_unicast};
pub use align::Align;
pub(crate) use code_point::code_point;
pub(crate) use feature::{arbitrary, debug, equal};
pub use field::{Field, Flag, List, Value};
pub(crate) use flags::flags;
pub(crate) use layout::{body, fixed, format, layout};
pub use lifetime::{Lifetime, Seconds16, Seconds32, Tenths, UnixTime};
pub(crate) use list::list;
pub use prefix::{Ipv4PrefixLen, PrefixLen};
pub use write::Writer;
pub(crate) use write::{copy, set_last};
