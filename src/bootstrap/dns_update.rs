//! The DNS entries of a home address (RFC 5026 Sections 6, 8.1 and 9.5).

use crate::error::ParseError;
use crate::identity::MnIdentity;
use crate::ikev2::{Identification, Identity};
use crate::message::{BindingStatus, BindingUpdate, BindingUpdateFlags};
use crate::name::{Fqdn, FqdnBuf, reverse_name};
use crate::option::{DnsUpdate, DnsUpdateFlags, DnsUpdateStatus, Options};
use core::net::Ipv6Addr;

/// Mobile node and home agent: the DNS Update option of a message whose options are all well
/// formed, `None` if it has none.
///
/// [`Options::select`] finds the option too, and decodes only what it is asked for. This decodes all options: RFC
/// 6275 gives a malformed option no answer of its own, so the message is discarded, and nothing in it is acted on.
///
/// ```
/// use mip6_wire::{Options, bootstrap::dns_update_of};
///
/// let options = Options::new(b"\x11\x10\0\0mn.example.com", 12);
/// assert_eq!(dns_update_of(options)?.unwrap().identity.as_text()?, "mn.example.com");
///
/// // an Alternate Care-of Address of one octet behind it
/// assert!(dns_update_of(Options::new(&[17, 2, 0, 0, 3, 1, 0], 12)).is_err());
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
///
/// # Errors
///
/// What is wrong with the options; [`DuplicateOption`](crate::ParseErrorKind::DuplicateOption) at a second DNS Update
/// option, as in [`Options::select`].
pub fn dns_update_of(options: Options<'_>) -> Result<Option<DnsUpdate<'_>>, ParseError> {
    let (found,) = options.select::<(DnsUpdate<'_>,)>()?;
    for option in options {
        option?;
    }
    Ok(found)
}

/// Home agent: the name whose DNS entry an authenticated initiator may have updated, `None` if its identity is no
/// name. `initiator` is the `IDi` that the mobile node was authenticated with.
///
/// RFC 5026 Section 9.5: "the Mobile Node MUST use a FQDN as the `IDi` in `IKE_AUTH` step of the IKEv2 exchange. The
/// FQDN MUST be the same as the FQDN that will be provided by the Mobile Node in the DNS Update Option."
///
/// The name is checked here, once; [`dns_update_decision`] takes it for each Binding Update.
///
/// ```
/// use mip6_wire::bootstrap::initiator_name;
/// use mip6_wire::ikev2::{IdType, Identification};
///
/// let name = initiator_name(&Identification::fqdn("mn.example.com")?);
/// assert_eq!(name.unwrap().as_text(), Some("mn.example.com"));
///
/// let key_id = Identification { id_type: IdType::KEY_ID, data: b"mn.example.com" };
/// assert_eq!(initiator_name(&key_id), None);
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[must_use]
pub fn initiator_name<'a>(initiator: &Identification<'a>) -> Option<Fqdn<'a>> {
    match initiator.identity() {
        Ok(Identity::Fqdn(name)) => Some(name),
        _ => None,
    }
}

/// What to do with the entries of a mobile node in the DNS: the action of a [`DnsUpdateTask`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum DnsAction {
    /// Create the records, or replace those that are there. RFC 2136: delete the RR set (Section 2.5.2), then add the
    /// record to it (Section 2.5.1), in one message.
    CreateOrUpdate,
    /// Remove the records with exactly these values. RFC 2136: delete an RR from an RR set (Section 2.5.4). An entry
    /// that has another home address by now stays.
    Remove,
}

/// What a home agent does in the DNS: one action on two records.
///
/// The AAAA record may be the task of an AAA server of the authorizer. The PTR record is always the home agent's: RFC
/// 5026 Section 6, "the Home Agent is always required to perform a DNS update for the reverse entry". The RFC does not
/// say whether a removal takes the PTR record too. Here it does: the address no longer has this name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct DnsUpdateTask<'a> {
    /// What to do.
    pub action: DnsAction,
    /// The mobile node's name, which it may use.
    pub fqdn: Fqdn<'a>,
    /// The mobile node's home address.
    pub home_address: Ipv6Addr,
    /// The identity as the mobile node wrote it.
    identity: MnIdentity<'a>,
}

impl<'a> DnsUpdateTask<'a> {
    /// The task of which these are the parts: for a home agent that waits for its DNS server when the octets of the Binding
    /// Update are gone. It keeps the parts, the [`ReturnPath`](crate::ipv6::ReturnPath) and the acknowledgement. The
    /// option that answers has `fqdn` as it is spelled here.
    ///
    /// ```
    /// use mip6_wire::bootstrap::{DnsAction, DnsUpdateOutcome, DnsUpdateTask};
    /// use mip6_wire::{Fqdn, ipv6::ReturnPath, message::BindingAcknowledgement, name::FqdnBuf};
    /// use std::{error::Error, net::Ipv6Addr};
    ///
    /// struct Waiting {
    ///     path: ReturnPath,
    ///     acknowledgement: BindingAcknowledgement<'static>,
    ///     action: DnsAction,
    ///     name: FqdnBuf<253>,
    ///     home_address: Ipv6Addr,
    /// }
    ///
    /// fn answered<'b>(
    ///     waiting: &Waiting,
    ///     outcome: DnsUpdateOutcome,
    ///     tx: &'b mut [u8],
    /// ) -> Result<&'b [u8], Box<dyn Error>> {
    ///     let task = DnsUpdateTask::new(waiting.action, waiting.name.as_fqdn(), waiting.home_address);
    ///     let reply = waiting.path.reply(tx, &waiting.acknowledgement)?;
    ///     Ok(reply.option(&task.reply(outcome))?.finish()?)
    /// }
    /// ```
    #[must_use]
    pub fn new(action: DnsAction, fqdn: Fqdn<'a>, home_address: Ipv6Addr) -> Self {
        Self { action, fqdn, home_address, identity: MnIdentity::from(fqdn) }
    }

    /// The removal of an entry whose binding expired without a de-registration.
    ///
    /// RFC 5026 Section 6: "If there is no explicit de-registration BU from the Mobile Node, then the HA MAY use the
    /// binding cache entry expiration as a trigger to remove the DNS entry." `fqdn` is the name that was registered
    /// with the binding. Nothing is sent to the mobile node.
    #[must_use]
    pub fn on_expiry(fqdn: Fqdn<'a>, home_address: Ipv6Addr) -> Self {
        Self::new(DnsAction::Remove, fqdn, home_address)
    }

    /// The AAAA record: its owner name and its address.
    #[must_use]
    pub const fn aaaa_record(&self) -> (Fqdn<'a>, Ipv6Addr) {
        (self.fqdn, self.home_address)
    }

    /// The PTR record: its owner name under `ip6.arpa` and the name that it points to.
    ///
    /// ```
    /// use mip6_wire::{Fqdn, bootstrap::DnsUpdateTask};
    ///
    /// let name = Fqdn::from_text("mn.example.com")?;
    /// let (owner, target) = DnsUpdateTask::on_expiry(name, "2001:db8::1".parse()?).ptr_record();
    /// assert!(owner.to_string().starts_with("1.0.0.0."));
    /// assert_eq!(target, name);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn ptr_record(&self) -> (FqdnBuf<72>, Fqdn<'a>) {
        (reverse_name(self.home_address), self.fqdn)
    }

    /// The DNS Update option with the outcome, for the Binding Acknowledgement.
    ///
    /// RFC 5026 Section 6: "As soon as the Home Agent has updated the DNS, it MUST send a Binding Acknowledgement
    /// message to the Mobile Node, including the DNS Update mobility option with the correct value in the Status
    /// field". R and the identity are those of the Binding Update, the Reserved bits are zero.
    #[must_use]
    pub const fn reply(&self, outcome: DnsUpdateOutcome) -> DnsUpdate<'a> {
        DnsUpdate {
            status: outcome.status(),
            flags: match self.action {
                DnsAction::CreateOrUpdate => DnsUpdateFlags::empty(),
                DnsAction::Remove => DnsUpdateFlags::REMOVE,
            },
            identity: self.identity,
        }
    }
}

/// What came of a [`DnsUpdateTask`], as the home agent sees it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum DnsUpdateOutcome {
    /// Both records were updated.
    Performed,
    /// A DNS server, or the AAA server, refused the update of the AAAA record.
    Refused,
    /// The AAAA record was updated, the PTR record was not.
    ReverseNotPerformed,
    /// No answer came in the time that the home agent waits. The DNS may have been updated or not.
    NoAnswer,
}

impl DnsUpdateOutcome {
    /// The Status for the mobile node: 0 if both records were updated, else 130, DNS update failed.
    ///
    /// RFC 5026 Section 8.1: "Values greater than or equal to 128 indicate that the dynamic DNS update was not
    /// completed by the HA." An update of which one half is done is not completed. The RFC gives no status of its own
    /// to a missing answer.
    #[must_use]
    pub const fn status(self) -> DnsUpdateStatus {
        match self {
            Self::Performed => DnsUpdateStatus::PERFORMED,
            Self::Refused | Self::ReverseNotPerformed | Self::NoAnswer => {
                DnsUpdateStatus::UPDATE_FAILED
            }
        }
    }
}

/// What a Binding Update makes a home agent do in the DNS: see [`dns_update_decision`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[must_use = "what was decided has to be done, and answered"]
pub enum DnsUpdateDecision<'a> {
    /// Nothing is asked: leave the DNS alone. The Binding Acknowledgement has no DNS Update option.
    NotAsked,
    /// Do this before the Binding Acknowledgement is sent, which carries [`DnsUpdateTask::reply`].
    Perform(DnsUpdateTask<'a>),
    /// Leave the DNS alone. The binding stays accepted; its Binding Acknowledgement carries this option, with Status
    /// 128 or 129.
    Refuse(DnsUpdate<'a>),
}

/// Home agent: what a Binding Update makes it do in the DNS.
///
/// * `update` is the Binding Update, valid and authenticated. Malformed options are the caller's to discard, with
///   the error of [`Options::select`] or [`dns_update_of`].
/// * `status` is the Status with which the Binding Acknowledgement answers it.
/// * `option` is the DNS Update option of `update`.
/// * `home_address` is that of the Home Address option. If there is none, because the mobile node is at home or in a
///   tunnel, it is the IPv6 source address (RFC 6275 Section 9.5.1; RFC 5026 names the option alone).
/// * `authorized` is the name that the mobile node may use, from [`initiator_name`].
///
/// | Binding Update | status | identity | outcome |
/// |---|---|---|---|
/// | no option, or no H | any | any | `NotAsked` |
/// | option, H | 128 or above | any | `NotAsked` |
/// | option, H | below 128 | is no name | `Refuse`, 128 Reason unspecified |
/// | option, H | below 128 | is not `authorized` | `Refuse`, 129 Administratively prohibited |
/// | option without R, H | below 128 | is `authorized` | `Perform`, create or update |
/// | option with R, H | below 128 | is `authorized` | `Perform`, remove |
///
/// * RFC 5026 Section 6: "After receiving the Binding Update, the Home Agent MUST update the DNS entry with the
///   identifier provided by the Mobile Node and the Home Address included in the Home Address Option."
/// * Section 6: "To remove a DNS entry, the Mobile Node includes in the Binding Update the DNS Update mobility option,
///   with the flag R set in the option."
/// * Section 8.1: Status "MUST be set to 0 and ignored by the receiver when the DNS Update mobility option is included
///   in a Binding Update message."
/// * Section 9.5: "the authorization of the Mobile Node to update a FQDN MUST be checked prior to the performance of
///   the update".
///
/// Lifetime decides nothing about the DNS:
///
/// | | in the DNS |
/// |---|---|
/// | Lifetime zero, R | removed, as R asks |
/// | Lifetime zero, option without R | created or updated: a mobile node at home is reachable at its home address |
/// | Lifetime zero, no option | nothing: the mobile node de-registered, and did not ask for a removal |
/// | the binding expires | may be removed: [`DnsUpdateTask::on_expiry`] |
///
/// Where the RFC is silent:
///
/// * A refusal concerns the DNS only. It never drops or rejects the binding.
/// * If the binding is rejected, nothing is done, and the acknowledgement has no option.
/// * Names compare without regard to case or a trailing dot. The option may have its name as labels.
/// * The name for the DNS is `authorized`, the same name in the spelling that was authenticated.
/// * Reserved bits are ignored. A second DNS Update option makes the message malformed.
///
/// ```
/// use mip6_wire::bootstrap::{DnsAction, DnsUpdateDecision, DnsUpdateOutcome, dns_update_decision};
/// use mip6_wire::message::{BindingStatus, BindingUpdate, BindingUpdateFlags, Lifetime};
/// use mip6_wire::option::{DnsUpdate, DnsUpdateStatus};
/// use mip6_wire::{Fqdn, Options};
///
/// let update = BindingUpdate {
///     sequence: 1,
///     flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
///     lifetime: Lifetime(900),
///     options: Options::new(b"\x11\x10\0\0mn.example.com", 12),
/// };
/// let authorized = Fqdn::from_text("mn.example.com").ok(); // checked when the IKE SA was set up
///
/// let (option,) = update.options.select::<(DnsUpdate,)>()?;
/// let home_address = "2001:db8:1::100".parse()?;
/// match dns_update_decision(&update, BindingStatus::ACCEPTED, option, home_address, authorized) {
///     DnsUpdateDecision::Perform(task) => {
///         assert_eq!(task.action, DnsAction::CreateOrUpdate);
///         // the DNS server is asked, and does not answer
///         let option = task.reply(DnsUpdateOutcome::NoAnswer);
///         assert_eq!(option.status, DnsUpdateStatus::UPDATE_FAILED);
///     }
///     other => panic!("{other:?}"),
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn dns_update_decision<'a>(
    update: &BindingUpdate<'_>,
    status: BindingStatus,
    option: Option<DnsUpdate<'a>>,
    home_address: Ipv6Addr,
    authorized: Option<Fqdn<'a>>,
) -> DnsUpdateDecision<'a> {
    let Some(option) = asked(update, status, option) else {
        return DnsUpdateDecision::NotAsked;
    };
    // octets that are those of a name are that name: nothing to check, nothing to fold
    let name = match authorized {
        Some(name) if name.as_octets() == option.identity.as_octets() => Ok(name),
        _ => match option.identity.fqdn() {
            Ok(name) => authorized
                .filter(|authorized| *authorized == name)
                .ok_or(DnsUpdateStatus::ADMINISTRATIVELY_PROHIBITED),
            Err(_) => Err(DnsUpdateStatus::REASON_UNSPECIFIED),
        },
    };
    decided(&option, home_address, name)
}

/// [`dns_update_decision`] if the authorization comes from elsewhere: `is_authorized` says whether the mobile node may
/// use a name.
///
/// * RFC 5026 Section 9.5: "In case EAP over IKEv2 is used to set-up the `IPsec` SA, the Home Agent gets authorization
///   information about the Mobile Node's FQDN via the AAA back end communication performed during IKEv2 exchange."
/// * Section 9.5: "In case certificates are used in IKEv2, the authorization information about the FQDN for DNS update
///   MUST be present in the certificate provided by the Mobile Node."
///
/// It is called at most once, with a well-formed name. The name for the DNS is that of the option.
pub fn dns_update_decision_with<'a>(
    update: &BindingUpdate<'_>,
    status: BindingStatus,
    option: Option<DnsUpdate<'a>>,
    home_address: Ipv6Addr,
    is_authorized: impl FnOnce(Fqdn<'a>) -> bool,
) -> DnsUpdateDecision<'a> {
    let Some(option) = asked(update, status, option) else {
        return DnsUpdateDecision::NotAsked;
    };
    let name = match option.identity.fqdn() {
        Ok(name) if is_authorized(name) => Ok(name),
        Ok(_) => Err(DnsUpdateStatus::ADMINISTRATIVELY_PROHIBITED),
        Err(_) => Err(DnsUpdateStatus::REASON_UNSPECIFIED),
    };
    decided(&option, home_address, name)
}

/// The option, if it asks a home agent for something and the binding is accepted.
#[inline]
fn asked<'a>(
    update: &BindingUpdate<'_>,
    status: BindingStatus,
    option: Option<DnsUpdate<'a>>,
) -> Option<DnsUpdate<'a>> {
    let is_home_registration = update.flags.contains(BindingUpdateFlags::HOME_REGISTRATION);
    option.filter(|_| is_home_registration && status.is_accepted())
}

/// The task, or the answer to a name that is refused.
#[inline]
fn decided<'a>(
    option: &DnsUpdate<'a>,
    home_address: Ipv6Addr,
    name: Result<Fqdn<'a>, DnsUpdateStatus>,
) -> DnsUpdateDecision<'a> {
    match name {
        Ok(fqdn) => DnsUpdateDecision::Perform(DnsUpdateTask {
            action: if option.is_removal() { DnsAction::Remove } else { DnsAction::CreateOrUpdate },
            fqdn,
            home_address,
            identity: option.identity,
        }),
        Err(status) => DnsUpdateDecision::Refuse(DnsUpdate {
            status,
            flags: option.flags & DnsUpdateFlags::REMOVE,
            identity: option.identity,
        }),
    }
}

/// What came of a DNS update, as the mobile node sees it: see [`dns_update_result`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum DnsUpdateResult {
    /// The home agent performed it.
    Performed,
    /// The home agent did not complete it.
    NotCompleted(DnsUpdateStatus),
    /// The acknowledgement has no DNS Update option: the home agent did nothing.
    NotDone,
}

impl DnsUpdateResult {
    /// Whether the DNS was updated.
    #[must_use]
    pub const fn is_performed(self) -> bool {
        matches!(self, Self::Performed)
    }
}

/// Mobile node: what a Binding Acknowledgement says about the DNS update that a Binding Update asked for. `option` is
/// its DNS Update option.
///
/// RFC 5026 Section 8.1: "values of the Status field less than 128 indicate that the dynamic DNS update was performed
/// successfully by the Home Agent. Values greater than or equal to 128 indicate that the dynamic DNS update was not
/// completed by the HA."
///
/// Where the RFC is silent: an acknowledgement without the option comes from a home agent that does not know it (RFC
/// 6275 Section 6.2.1) or that rejects the binding, so nothing was done. R and the identity decide nothing. The Status
/// of the binding is another matter.
///
/// ```
/// use mip6_wire::Options;
/// use mip6_wire::bootstrap::{DnsUpdateResult, dns_update_of, dns_update_result};
///
/// // the options of an acknowledgement; if they are malformed, `?` discards it
/// let option = dns_update_of(Options::new(&[17, 2, 0, 0], 12))?;
/// assert_eq!(dns_update_result(option), DnsUpdateResult::Performed);
/// # Ok::<(), mip6_wire::ParseError>(())
/// ```
#[must_use]
pub fn dns_update_result(option: Option<DnsUpdate<'_>>) -> DnsUpdateResult {
    match option {
        None => DnsUpdateResult::NotDone,
        Some(option) if option.status.is_performed() => DnsUpdateResult::Performed,
        Some(option) => DnsUpdateResult::NotCompleted(option.status),
    }
}
