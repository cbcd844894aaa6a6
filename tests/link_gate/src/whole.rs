//! What a home agent does with a home registration: read it, and answer it.

use mip6_wire::message::{
    BindingAcknowledgement, BindingAcknowledgementFlags, BindingStatus, BindingUpdate,
    MessageBuilder,
};
use mip6_wire::option::{AlternateCareOfAddress, DnsUpdate};
use mip6_wire::{ChecksumAddresses, EmitError, MobilityHeader, Options};

fn answer(
    buffer: &mut [u8],
    addresses: ChecksumAddresses,
    update: &BindingUpdate<'_>,
    dns: Option<DnsUpdate<'_>>,
) -> Result<usize, EmitError> {
    let acknowledgement = BindingAcknowledgement {
        status: BindingStatus::ACCEPTED,
        flags: BindingAcknowledgementFlags::empty(),
        sequence: update.sequence,
        lifetime: update.lifetime,
        options: Options::EMPTY,
    };
    let mut builder = MessageBuilder::new(buffer, &acknowledgement)?;
    if let Some(dns) = dns {
        builder = builder.option(&dns)?;
    }
    Ok(builder.finish(&addresses.reversed())?.len())
}

entries! {
    /// Checksum, the Binding Update, its DNS Update option; the answer with its checksum.
    whole: |job| {
        let addresses = job.addresses();
        let Ok((header, _)) = MobilityHeader::split(job.input) else { return 0 };
        if !header.checksum_ok(&addresses) {
            return 0;
        }
        let Ok(update) = header.read::<BindingUpdate<'_>>() else { return 0 };
        let Ok(dns) = update.options.find::<DnsUpdate<'_>>() else { return 0 };
        answer(job.buffer, addresses, &update, dns).unwrap_or(0)
    };
    /// The same with all checks of RFC 6275 Section 9.2 for all its messages, and with two options.
    whole_receive: |job| {
        let addresses = job.addresses();
        let Ok(header) = mip6_wire::receive(job.input, &addresses) else { return 0 };
        let Ok(update) = header.read::<BindingUpdate<'_>>() else { return 0 };
        let Ok((dns, care_of)) =
            update.options.select::<(DnsUpdate<'_>, AlternateCareOfAddress)>() else { return 0 };
        crate::out(care_of);
        answer(job.buffer, addresses, &update, dns).unwrap_or(0)
    };
}
