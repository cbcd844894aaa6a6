//! A name of its own, for senders that store one.

use super::{Fqdn, ascii, full};
use crate::error::EmitError;
use crate::wire::copy;
use core::fmt;
use core::hash::{Hash, Hasher};

/// A name of its own: the text of a name in `N` octets. 253 hold any.
///
/// ```
/// use mip6_wire::Fqdn;
/// use mip6_wire::name::FqdnBuf;
///
/// let name = FqdnBuf::<64>::from_fqdn(Fqdn::from_labels(b"\x02mn\x07example\x03com\x00")?)?;
/// assert_eq!(name.as_fqdn().as_text(), Some("mn.example.com"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct FqdnBuf<const N: usize> {
    // the text of a name that was checked
    pub(super) text: heapless::Vec<u8, N>,
}

impl<const N: usize> FqdnBuf<N> {
    /// A copy of `name`.
    ///
    /// # Errors
    ///
    /// [`BufferFull`](EmitErrorKind::BufferFull) where its text is longer than `N` octets.
    pub fn from_fqdn(name: Fqdn<'_>) -> Result<Self, EmitError> {
        Self::from_parts(b"", name)
    }

    /// The name.
    #[must_use]
    pub fn as_fqdn(&self) -> Fqdn<'_> {
        Fqdn(&self.text)
    }

    /// The name that begins with the labels of `prefix`, which ends in a dot, and goes on as `domain`.
    pub(super) fn from_parts(prefix: &[u8], domain: Fqdn<'_>) -> Result<Self, EmitError> {
        let mut text = heapless::Vec::new();
        let length = prefix.len().wrapping_add(domain.text_len());
        text.resize(length, 0).map_err(|_| full())?;
        if let Some((start, end)) = text.split_at_mut_checked(prefix.len()) {
            copy(start, prefix);
            domain.to_text_octets(end)?;
        }
        Ok(Self { text })
    }
}

impl<const N: usize> fmt::Debug for FqdnBuf<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FqdnBuf({} octets)", self.text.len())
    }
}

/// The text of the name, without a trailing dot.
impl<const N: usize> fmt::Display for FqdnBuf<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(ascii(&self.text))
    }
}

/// Two are equal where their names are.
impl<const N: usize> PartialEq for FqdnBuf<N> {
    fn eq(&self, other: &Self) -> bool {
        self.as_fqdn() == other.as_fqdn()
    }
}

impl<const N: usize> Eq for FqdnBuf<N> {}

impl<const N: usize> Hash for FqdnBuf<N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_fqdn().hash(state);
    }
}
