//! The decisions of RFC 5026.

use crate::out;
use mip6_wire::bootstrap::{
    AddressFault, AssignmentRefusal, DnsAction, DnsUpdateDecision, DnsUpdateOutcome, DnsUpdateTask,
    HomeAddressAssignment, HomeAddressPolicy, PrefixFault, after_duplicate_address, auto_configure,
    dns_update_decision, dns_update_decision_with, dns_update_of, dns_update_result,
    home_address_assignment, home_address_assignment_with, home_address_reply,
    home_address_reply_with, initiator_name,
};
use mip6_wire::ikev2::{
    HomePrefix, IdType, Identification, PayloadType, Payloads, PayloadsBuilder, PrefixLen,
};
use mip6_wire::message::{BindingAcknowledgement, BindingStatus, BindingUpdate};
use mip6_wire::option::DnsUpdate;
use mip6_wire::{Fqdn, MobilityHeader};

/// The input as a chain of payloads that begins with a Configuration payload.
fn chain<'a>(job: &crate::Job<'a>) -> Payloads<'a> {
    Payloads::new(PayloadType::CONFIGURATION, job.input)
}

fn home_prefix(job: &crate::Job<'_>) -> HomePrefix {
    HomePrefix { lifetime: 86400, prefix: job.address(), prefix_len: PrefixLen::P64 }
}

fn policy(job: &crate::Job<'_>) -> HomeAddressPolicy {
    match job.source[0] {
        0 => HomeAddressPolicy::Assigned { address: job.address(), prefix_len: PrefixLen::P64 },
        1 => HomeAddressPolicy::NoneAvailable,
        _ => HomeAddressPolicy::AutoConfiguration(home_prefix(job)),
    }
}

/// What was decided, and the option that answers it.
fn answered(decision: DnsUpdateDecision<'_>) -> usize {
    match decision {
        DnsUpdateDecision::NotAsked => 0,
        DnsUpdateDecision::Perform(task) => {
            out((task.aaaa_record(), task.ptr_record()));
            out(task.reply(DnsUpdateOutcome::NoAnswer))
        }
        DnsUpdateDecision::Refuse(option) => out(option),
    }
}

entries! {
    assignment: |job| out(home_address_assignment(chain(job)));
    assignment_with: |job| {
        match home_address_assignment_with(chain(job), |payload_type| payload_type.0 == 99) {
            Ok(HomeAddressAssignment::Refused(refusal)) => out(refusal.notify()),
            other => out(other),
        }
    };
    address_reply: |job| {
        let Ok(reply) = home_address_reply(chain(job), &policy(job)) else { return 0 };
        let Ok(builder) = reply.emit(PayloadsBuilder::new(job.buffer)) else { return 0 };
        builder.finish().map_or(0, |payloads| payloads.as_octets().len())
    };
    address_reply_with: |job| {
        out(home_address_reply_with(chain(job), &policy(job), |payload_type| payload_type.0 == 99))
    };
    address: |job| {
        out(after_duplicate_address(BindingStatus(job.source[0])));
        out((AddressFault::of(job.address()), PrefixFault::of(&home_prefix(job))));
        out(AssignmentRefusal::NothingAssigned.notify());
        out(auto_configure(&home_prefix(job), [2, 0, 0, 0xff, 0xfe, 0, 0, 1]))
    };
    dns_decision: |job| {
        let address = job.address();
        let Ok((header, _)) = MobilityHeader::split(job.input) else { return 0 };
        let Ok(update) = header.read::<BindingUpdate<'_>>() else { return 0 };
        let Ok((option,)) = update.options.select::<(DnsUpdate<'_>,)>() else { return 0 };
        let initiator = Identification { id_type: IdType(job.source[0]), data: &job.source[1..] };
        answered(dns_update_decision(
            &update,
            BindingStatus::ACCEPTED,
            option,
            address,
            initiator_name(&initiator),
        ))
    };
    dns_decision_with: |job| {
        let address = job.address();
        let Ok((header, _)) = MobilityHeader::split(job.input) else { return 0 };
        let Ok(update) = header.read::<BindingUpdate<'_>>() else { return 0 };
        let Ok(option) = dns_update_of(update.options) else { return 0 };
        let status = BindingStatus(job.source[0]);
        answered(dns_update_decision_with(&update, status, option, address, |name| name.text_len() > 3))
    };
    dns_expiry: |job| match Fqdn::from_labels(job.input) {
        Ok(name) => {
            let task = DnsUpdateTask::on_expiry(name, job.address());
            out((task, DnsUpdateOutcome::Refused.status()))
        }
        Err(error) => error.offset(),
    };
    dns_answered_later: |job| match Fqdn::from_labels(job.input) {
        Ok(name) => {
            let task = DnsUpdateTask::new(DnsAction::CreateOrUpdate, name, job.address());
            out(task.reply(DnsUpdateOutcome::NoAnswer))
        }
        Err(error) => error.offset(),
    };
    dns_result: |job| {
        let Ok((header, _)) = MobilityHeader::split(job.input) else { return 0 };
        let Ok(acknowledgement) = header.read::<BindingAcknowledgement<'_>>() else { return 0 };
        let Ok(option) = dns_update_of(acknowledgement.options) else { return 0 };
        usize::from(dns_update_result(option).is_performed())
    };
}
