//! Domain names.

/// stub
#[derive(Clone, Copy, Debug)]
pub struct Fqdn<'a>(&'a [u8]);
impl<'a> Fqdn<'a> {
    /// stub
    #[must_use]
    pub const fn x(self) -> &'a [u8] {
        self.0
    }
}
