//! The private tools of all formats: reading, writing, alignment, code points.

mod align;
mod codepoint;
pub(crate) mod read;
mod write;

pub use align::Align;
pub(crate) use codepoint::code_point;
pub use write::Writer;
pub(crate) use write::copy;
