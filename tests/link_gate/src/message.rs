//! Messages and their builder.

use crate::{Job, out};
use core::time::Duration;
use mip6_wire::message::notification::subject;
use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingError, BindingErrorStatus,
    BindingRefreshRequest, BindingStatus, BindingUpdate, BindingUpdateFlags, CareOfTest,
    CareOfTestInit, EmitMessage, HomeTest, HomeTestInit, Lifetime, MessageBody, MessageBuilder,
    RawMessage,
};
use mip6_wire::option::{AlternateCareOfAddress, DnsUpdate, NonceIndices, OptionsBuf};
use mip6_wire::{
    EmitError, Message, MhType, MnIdentity, MobilityHeader, Options, Seconds16, Seconds32, Tenths,
    Writer,
};

fn update(job: &Job<'_>) -> BindingUpdate<'static> {
    BindingUpdate {
        sequence: u16::from(job.source[15]),
        flags: BindingUpdateFlags::ACKNOWLEDGE | BindingUpdateFlags::HOME_REGISTRATION,
        lifetime: Lifetime(900),
        options: Options::EMPTY,
    }
}

fn acknowledgement(job: &Job<'_>) -> BindingAcknowledgement<'static> {
    BindingAcknowledgement {
        status: BindingStatus::ACCEPTED,
        flags: BindingAcknowledgementFlags::empty(),
        sequence: u16::from(job.source[15]),
        lifetime: Lifetime(900),
        options: Options::EMPTY,
    }
}

/// The identity that the input is, 14 octets of it.
fn identity<'a>(job: &Job<'a>) -> MnIdentity<'a> {
    MnIdentity::from_octets(job.input.get(..14).unwrap_or_default())
}

fn length(octets: Result<&[u8], EmitError>) -> usize {
    octets.map_or(0, <[u8]>::len)
}

fn build(job: &mut Job<'_>, message: &impl EmitMessage) -> usize {
    let addresses = job.addresses();
    length(MessageBuilder::new(job.buffer, message).and_then(|builder| builder.finish(&addresses)))
}

entries! {
    build_binding_update: |job| {
        let (addresses, care_of_address) = (job.addresses(), job.address());
        let (update, identity) = (update(job), identity(job));
        length(MessageBuilder::new(job.buffer, &update)
            .and_then(|builder| builder.option(&AlternateCareOfAddress { care_of_address }))
            .and_then(|builder| builder.option(&DnsUpdate::create_or_update(identity)))
            .and_then(|builder| builder.finish(&addresses)))
    };
    build_binding_acknowledgement: |job| {
        let addresses = job.addresses();
        let (acknowledgement, identity) = (acknowledgement(job), identity(job));
        length(MessageBuilder::new(job.buffer, &acknowledgement)
            .and_then(|builder| builder.option(&DnsUpdate::create_or_update(identity)))
            .and_then(|builder| builder.finish(&addresses)))
    };
    build_bare_acknowledgement: |job| {
        let acknowledgement = acknowledgement(job);
        build(job, &acknowledgement)
    };
    build_authorized_update: |job| {
        let (addresses, address) = (job.addresses(), job.address());
        let update = update(job);
        let Ok(builder) = MessageBuilder::new(job.buffer, &update) else { return 0 };
        let Ok(builder) = builder.option(&NonceIndices { home: 10, care_of: 20 }) else { return 0 };
        let Ok(unsigned) = builder.authorize(12) else { return 0 };
        out(unsigned.measure());
        out(unsigned.mac_input(address, address).pieces());
        length(unsigned.sign(job.input.get(..12).unwrap_or_default(), &addresses))
    };
    build_any_option: |job| {
        let addresses = job.addresses();
        let update = update(job);
        let Ok(mut builder) = MessageBuilder::new(job.buffer, &update) else { return 0 };
        for option in Options::new(job.input, 12).iter().flatten() {
            builder = match builder.any_option(&option) {
                Ok(builder) => builder,
                Err(error) => return error.offset(),
            };
        }
        length(builder.finish(&addresses))
    };
    build_verbatim: |job| {
        let update = update(job);
        length(MessageBuilder::new(job.buffer, &update)
            .and_then(|builder| builder.verbatim(Options::new(job.input, 12)))
            .and_then(MessageBuilder::finish_without_checksum))
    };
    build_again: |job| {
        let Ok((header, _)) = MobilityHeader::split(job.input) else { return 0 };
        let Ok(message) = header.message() else { return 0 };
        build(job, &message)
    };
    build_others: |job| {
        let options = Options::new(job.input, 8);
        let (nonce, cookie, home_address) = (7, [1; 8], job.address());
        build(job, &BindingRefreshRequest { options })
            ^ build(job, &HomeTestInit { home_init_cookie: cookie, options })
            ^ build(job, &CareOfTestInit { care_of_init_cookie: cookie, options })
            ^ build(job, &HomeTest {
                home_nonce_index: nonce, home_init_cookie: cookie, home_keygen_token: cookie, options,
            })
            ^ build(job, &CareOfTest {
                care_of_nonce_index: nonce, care_of_init_cookie: cookie, care_of_keygen_token: cookie, options,
            })
            ^ build(job, &BindingError { status: BindingErrorStatus::UNKNOWN_BINDING, home_address, options })
            ^ build(job, &RawMessage { mh_type: MhType::HEARTBEAT, body: options.as_octets() })
    };
    measure: |job| {
        MessageBuilder::measuring(&update(job))
            .and_then(|builder| builder.option(&DnsUpdate::create_or_update(identity(job))))
            .and_then(MessageBuilder::measure)
            .unwrap_or(0)
    };

    message_options: |job| {
        let Ok((header, _)) = MobilityHeader::split(job.input) else { return 0 };
        let Ok(message) = header.message() else { return 0 };
        out((message.options(), message.mh_type()));
        match message {
            Message::BindingUpdate(message) => out((message.options(), message.mh_type())),
            Message::BindingAcknowledgement(message) => out((message.options(), message.mh_type())),
            Message::HomeTestInit(message) => out((message.options(), message.mh_type())),
            Message::CareOfTestInit(message) => out((message.options(), message.mh_type())),
            Message::HomeTest(message) => out((message.options(), message.mh_type())),
            Message::CareOfTest(message) => out((message.options(), message.mh_type())),
            Message::BindingError(message) => out((message.options(), message.mh_type())),
            Message::BindingRefreshRequest(message) => out((message.options(), message.mh_type())),
            Message::Unknown(message) => out(message.mh_type()),
            _ => 0,
        }
    };
    message_from: |job| {
        let data = job.input;
        out(Message::from(update(job)));
        out(Message::from(acknowledgement(job)));
        out(Message::from(RawMessage { mh_type: MhType::HEARTBEAT, body: data }))
    };
    // every type of the registry: parser, listing
    message_fields: |job| {
        let [mh_type, body @ ..] = job.input else { return 0 };
        let raw = RawMessage::new(MhType(*mh_type), body);
        let Ok(message) = Message::parse(&raw) else { return 0 };
        let mut octets = usize::from(message.mh_type().0);
        message.fields(&mut |field| {
            out(field);
            octets ^= field.octets;
        });
        octets
    };
    message_body: |job| {
        let raw = RawMessage::new(MhType::BINDING_UPDATE, job.input);
        let Ok(update) = BindingUpdate::parse_body(&raw) else { return 0 };
        out(update.audit(job.input));
        out(raw.length_error());
        out(OptionsBuf::<16>::for_message(&update).map(|options| options.as_options().start()));
        out(update.emit_body(&mut Writer::new(job.buffer)))
    };
    times: |job| {
        let time = Duration::from_millis(job.input.len() as u64);
        out((Lifetime::from(time), Seconds16::from(time), Seconds32::from(time), Tenths::from(time)));
        out((
            Duration::from(Lifetime(job.input.len() as u16)),
            Duration::from(Seconds16(job.input.len() as u16)),
            Duration::from(Seconds32(job.input.len() as u32)),
            Duration::from(Tenths(job.input.len() as u8)),
        ))
    };
    code_points: |job| {
        let number = job.input.len() as u8;
        let (mh_type, status, error) =
            (MhType::from(number), BindingStatus::from(number), BindingErrorStatus::from(number));
        out((mh_type.name(), status.name(), error.name(), status.is_accepted()));
        out((u8::from(mh_type), u8::from(status), u8::from(error)))
    };
    flags: |job| {
        let update = BindingUpdateFlags::from_bits_retain(job.input.len() as u16);
        let acknowledgement = BindingAcknowledgementFlags::from_bits_retain(job.input.len() as u8);
        out((update.reserved_bits(), acknowledgement.reserved_bits()))
    };
    lifetime: |job| {
        let lifetime = Lifetime::from_secs(job.input.len() as u32);
        out((lifetime, lifetime.as_secs()))
    };

    extension_messages: |job| {
        match MobilityHeader::parse(job.input).and_then(|header| header.message()) {
            Ok(Message::HomeAgentSwitch(message)) => {
                out(message.home_agents().last());
            }
            Ok(Message::UpdateNotification(message)) => {
                out((message.subject(), message.missing_option()));
            }
            Ok(Message::UpdateNotificationAcknowledgement(message)) => {
                out((message.subject(), message.status.is_success()));
            }
            Ok(Message::SubscriptionQuery(message)) => {
                out((message.check_options(), message.is_old(1), subject(message.options)));
            }
            Ok(Message::SubscriptionResponse(message)) => {
                out(message.check_options());
            }
            _ => {}
        }
        0
    };
}
