//! A mobile node on the link of a gateway, and when it is registered again.

use mip6_wire::Options;
use mip6_wire::message::{BindingUpdate, BindingUpdateFlags, Lifetime};
use mip6_wire::option::proxy::{HandoffType, HomeNetworkPrefix};
use std::time::{Duration, Instant};

/// RFC 6275 Section 12: the first time-out of a Binding Update, and the longest.
const INITIAL: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(32);

/// A mobile node on the link.
pub struct Attachment {
    /// How it came.
    handoff: HandoffType,
    /// What the anchor assigned, if it has.
    pub prefix: Option<HomeNetworkPrefix>,
    /// What is asked for; zero once the mobile node is gone.
    lifetime: Lifetime,
    /// The outstanding Binding Update, or the last one.
    pub sequence: u16,
    /// When the next one goes out, and how long that waits for its acknowledgement.
    next: Instant,
    timeout: Duration,
}

impl Attachment {
    /// One that is to be registered for this time.
    pub fn new(handoff: HandoffType, lifetime: Lifetime) -> Self {
        Self {
            handoff,
            prefix: None,
            lifetime,
            sequence: 0,
            next: Instant::now(),
            timeout: INITIAL,
        }
    }

    /// The mobile node is gone.
    pub fn detach(&mut self) {
        *self = Self { prefix: self.prefix, ..Self::new(self.handoff, Lifetime::DELETE) };
    }

    /// The anchor does not know it any more.
    pub fn forget(&mut self) {
        *self = Self::new(self.handoff, self.lifetime);
    }

    /// The anchor knows it: whether for the first time.
    pub fn registered(&mut self, prefix: HomeNetworkPrefix, lifetime: Lifetime) -> bool {
        // a refresh is due after half of the lifetime
        self.next = Instant::now() + Duration::from(lifetime) / 2;
        self.timeout = INITIAL;
        self.prefix.replace(prefix).is_none()
    }

    /// Whether a Proxy Binding Update is due.
    pub fn is_due(&self) -> bool {
        self.next <= Instant::now()
    }

    /// The Proxy Binding Update that goes out now, and what it says of the handoff.
    pub fn update(&mut self, sequence: u16) -> (BindingUpdate<'static>, HandoffType) {
        self.sequence = sequence;
        self.next = Instant::now() + self.timeout;
        self.timeout = LONGEST.min(self.timeout * 2);
        let update = BindingUpdate {
            sequence,
            flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::PROXY_REGISTRATION,
            lifetime: self.lifetime,
            options: Options::EMPTY,
        };
        let handoff = match self.prefix {
            Some(_) if self.lifetime != Lifetime::DELETE => HandoffType::HANDOFF_STATE_NOT_CHANGED,
            Some(_) => HandoffType::HANDOFF_STATE_UNKNOWN,
            None => self.handoff,
        };
        (update, handoff)
    }
}
