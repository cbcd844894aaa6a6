//! What RFC 5026 makes a mobile node and a home agent decide, as functions over parsed values.
//!
//! Each decision returns an enum with every outcome that the RFC gives. `Err` means "malformed, discard the message"
//! and nothing else, so `?` does what the RFC says. None of them keeps state, sends anything, or knows the time.
//!
//! | who | what | function |
//! |---|---|---|
//! | mobile node | asks for a home prefix | [`request_home_prefix`] |
//! | home agent | decides which prefix or address answers that | [`home_address_reply`] |
//! | mobile node | learns which of the two is assigned | [`home_address_assignment`] |
//! | mobile node | forms a home address | [`auto_configure`] |
//! | mobile node | goes on if another node uses its home address | [`after_duplicate_address`] |
//! | home agent | finds the name that the initiator may have updated | [`initiator_name`] |
//! | both | find the DNS Update option of a message, all others checked | [`dns_update_of`] |
//! | home agent | decides what to do in the DNS, and what answers it | [`dns_update_decision`] |
//! | mobile node | learns what came of it | [`dns_update_result`] |

mod dns_update;
mod home_address;

pub use dns_update::{
    DnsAction, DnsUpdateDecision, DnsUpdateOutcome, DnsUpdateResult, DnsUpdateTask,
    dns_update_decision, dns_update_decision_with, dns_update_of, dns_update_result,
    initiator_name,
};
pub use home_address::{
    AddressFault, AssignmentRefusal, AutoConfigureError, HomeAddressAssignment, HomeAddressPolicy,
    HomeAddressReply, NewHomeAddressStep, PrefixFault, after_duplicate_address, auto_configure,
    home_address_assignment, home_address_assignment_with, home_address_reply,
    home_address_reply_with, request_home_prefix,
};
