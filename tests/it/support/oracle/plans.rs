//! Plans: messages that are built.

use super::*;

/// A message to be built.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// The fixed fields.
    pub message: MessagePlan,
    /// The options, in order.
    pub options: Vec<OptionPlan>,
    /// Source and destination of the checksum.
    pub addresses: [[u8; 16]; 2],
}

/// The fixed fields of a message, as octets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MessagePlan {
    /// A whole Mobility Header with room for no option, or one that has no place for any.
    header: Vec<u8>,
    /// Where the fixed part ends.
    end: usize,
}

/// An option, as octets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OptionPlan {
    /// Its type.
    pub kind: u8,
    /// The octets after Option Length.
    pub body: Vec<u8>,
}

impl MessagePlan {
    /// A message of this type, whose octets from 6 on are `fixed`, up to the options.
    #[must_use]
    pub fn new(mh_type: u8, fixed: &[u8]) -> Self {
        let mut header = vec![59, 0, mh_type, 0, 0, 0];
        header.extend(fixed);
        let end = header.len();
        let mut whole = header.clone();
        whole.resize(end.next_multiple_of(8), 0);
        if has_options(&whole) {
            header = whole;
            header[1] = u8::try_from(header.len() / 8 - 1).expect("a short message");
        }
        Self { header, end }
    }

    /// A message of one of the types that are decoded, of the octets that `next` gives.
    #[must_use]
    pub fn sample(row: &MessageRow, next: &mut dyn FnMut() -> u8) -> Self {
        Self::new(row.kind, &row.layout.sample(6, 200, next))
    }

    /// The value to be written.
    #[must_use]
    pub fn value(&self) -> Message<'_> {
        if self.is_opaque() {
            let (mh_type, body) = (MhType(self.mh_type()), &self.header[6..]);
            return Message::parse(&RawMessage { mh_type, body }).expect("of any length");
        }
        let header = MobilityHeader::parse(&self.header).expect("a whole number of units");
        without_options(&header.message().expect("a layout of its kind"))
    }

    /// The octets up to the options.
    #[must_use]
    pub fn octets(&self) -> &[u8] {
        &self.header[..self.end]
    }

    /// Whether it has no place for options: of a type that is not decoded, or one whose data fill it.
    #[must_use]
    pub fn is_opaque(&self) -> bool {
        !has_options(&self.header)
    }

    /// The MH Type.
    #[must_use]
    pub fn mh_type(&self) -> u8 {
        self.header[2]
    }
}

/// Whether a message of these octets has a place for options.
fn has_options(octets: &[u8]) -> bool {
    let Some(row) = second_reader::message_row(octets[2]) else {
        return false;
    };
    let fields = row.layout.read(octets, 6).unwrap_or_default();
    fields.iter().any(|field| field.name == "options")
}

impl OptionPlan {
    /// An option of one of the types that are decoded, of the octets that `next` gives.
    #[must_use]
    pub fn sample(row: &OptionRow, next: &mut dyn FnMut() -> u8) -> Self {
        Self { kind: row.kind, body: row.layout.sample(2, 257, next) }
    }

    /// The value to be written.
    #[must_use]
    pub fn value(&self) -> MobilityOption<'_> {
        let value = MobilityOption::parse(&RawOption::new(OptionType(self.kind), &self.body));
        value.unwrap_or_else(|error| panic!("{error}: {self:02x?}"))
    }
}

/// The options that a plan can have anywhere: those that are decoded, but for padding and what has to be the last.
pub fn option_rows() -> impl Iterator<Item = &'static OptionRow> {
    OPTIONS.iter().filter(|row| row.kind != 1 && !second_reader::must_be_last(row.kind))
}

impl Plan {
    /// A plan from the octets of a fuzz input: each field takes what it needs, and where they have run out
    /// it is zero.
    #[must_use]
    pub fn from_octets(octets: &[u8]) -> Self {
        let mut source = Source(octets);
        let addresses = match source.octet() % 4 {
            0 => [source.array(), source.array()],
            _ => [ADDRESSES.source.octets(), ADDRESSES.destination.octets()],
        };
        let row = MESSAGES.get(usize::from(source.octet()) % (MESSAGES.len() + 2));
        let message = match row {
            Some(row) => MessagePlan::sample(row, &mut || source.octet()),
            None => {
                let mh_type = source.octet();
                let known = second_reader::message_row(mh_type).is_some();
                let mh_type = if known { 255 } else { mh_type };
                let units = usize::from(source.octet());
                let stray = usize::from(source.octet() % 16 == 1);
                MessagePlan::new(mh_type, &source.take(8 * units + 2 + stray))
            }
        };
        // Pad1 and PadN aside
        let rows: Vec<_> = OPTIONS.iter().filter(|row| row.kind > 1).collect();
        let mut options = Vec::new();
        while !source.0.is_empty() && options.len() < 300 {
            let row = rows.get(usize::from(source.octet()) % (rows.len() + 2));
            options.push(match row {
                Some(row) => OptionPlan::sample(row, &mut || source.octet()),
                None => {
                    let kind = source.octet();
                    let known = kind < 2 || second_reader::option_row(kind).is_some();
                    let kind = if known { 255 } else { kind };
                    let length = usize::from(source.octet());
                    // 255 octets are the most; one more must be refused
                    let stray = usize::from(length == 255 && source.octet() % 4 == 1);
                    let body = source.take(length + stray);
                    OptionPlan { kind, body }
                }
            });
        }
        Self { message, options, addresses }
    }
}

/// Octets that fields are taken from.
pub(super) struct Source<'a>(&'a [u8]);

impl Source<'_> {
    fn octet(&mut self) -> u8 {
        match self.0.split_first() {
            Some((octet, rest)) => {
                self.0 = rest;
                *octet
            }
            None => 0,
        }
    }

    fn two(&mut self) -> u16 {
        u16::from_be_bytes([self.octet(), self.octet()])
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.octet())
    }

    fn take(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.octet()).collect()
    }
}

/// [`plan`] of a fuzz input.
pub fn build_plan(octets: &[u8]) {
    plan(&Plan::from_octets(octets));
}

/// Builds what is planned, in each way there is, and reads it back.
pub fn plan(plan: &Plan) {
    let [source, destination] = plan.addresses;
    let addresses = ChecksumAddresses::new(source.into(), destination.into());
    let message = plan.message.value();
    let values: Vec<MobilityOption<'_>> = plan.options.iter().map(OptionPlan::value).collect();

    let expected = expect(plan);
    let measured = match (measure(&message, &values), &expected) {
        (Ok(measured), Ok(_)) => measured,
        (Err(error), Err(kinds)) => {
            emit_error(&error);
            assert!(kinds.contains(&error.kind()), "{error}, not {kinds:?}");
            // a large buffer is refused for the same reason
            let mut buffer = vec![0xa5; 1 << 17];
            let written = build(&message, &values, &addresses, &mut buffer);
            assert_eq!(written.map(<[u8]>::len), Err(error));
            return;
        }
        (measured, expected) => panic!("{measured:?}, where {expected:?} is right"),
    };
    let expected = expected.expect("checked");
    let octets = output(measured, |buffer| build(&message, &values, &addresses, buffer));

    // by hand: the header, the fixed part, the options
    let mut by_hand = expected;
    let checksum = internet_checksum(&by_hand, &addresses);
    by_hand[4..6].copy_from_slice(&checksum.to_be_bytes());
    assert_eq!(octets, by_hand);

    // P3
    let header = MobilityHeader::parse(&octets).expect("what the builder wrote");
    assert!(header.checksum_ok(&addresses));
    let read = header.message().expect("what the builder wrote");
    assert_eq!(without_options(&read), message);
    let items: Result<Vec<_>, _> = read.options().unwrap_or_default().iter().collect();
    assert_eq!(items.as_deref(), Ok(&values[..]));

    // the options of the read message, copied as they are
    let measured = MessageBuilder::measuring(&read).and_then(MessageBuilder::measure);
    assert_eq!(measured, Ok(octets.len()));
    let verbatim =
        output(octets.len(), |buffer| MessageBuilder::new(buffer, &read)?.finish(&addresses));
    assert_eq!(verbatim, octets);
    let verbatim = output(octets.len(), |buffer| {
        let options = read.options().unwrap_or_default();
        MessageBuilder::new(buffer, &message)?.verbatim(options)?.finish(&addresses)
    });
    assert_eq!(verbatim, octets);

    collected(plan, &addresses, &octets);
    signed(plan, &addresses, &octets);
}

/// What a plan should come to: the octets with a Checksum of zero, or the errors it may meet.
pub(super) fn expect(plan: &Plan) -> Result<Vec<u8>, Vec<EmitErrorKind>> {
    let mut octets = plan.message.octets().to_vec();
    let opaque = plan.message.is_opaque();
    let mut authorized = false;
    for option in &plan.options {
        let body = &option.body;
        if opaque {
            return Err(vec![EmitErrorKind::MessageLength]);
        }
        if authorized {
            return Err(vec![EmitErrorKind::AuthorizationDataNotLast]);
        }
        let kind = OptionType(option.kind);
        if second_reader::must_be_last(kind.0) {
            authorized = true;
            pad(&mut octets, |length| (length + 2 + body.len()) % 8 == 0);
        } else if option.kind == 45 && body.len() >= 6 {
            let whole = [&[0, 0], &body[..]].concat();
            let (places, _) = crate::support::comparison::flow_places(&whole);
            pad(&mut octets, |length| places.contains(&(length % 8)));
        } else {
            let align = kind.align(body.len());
            pad(&mut octets, |length| align.padding(length) == 0);
        }
        let length = match option.kind {
            60 | 61 => (body.len() - 2) / 4,
            _ => body.len(),
        };
        let Ok(length) = u8::try_from(length) else {
            return Err(vec![EmitErrorKind::OptionTooLong]);
        };
        octets.extend([kind.0, length]);
        octets.extend(body);
    }
    if opaque && !octets.len().is_multiple_of(8) {
        return Err(vec![EmitErrorKind::MessageLength]);
    }
    pad(&mut octets, |length| length % 8 == 0);
    match u8::try_from(octets.len() / 8 - 1) {
        Ok(header_len) => octets[1] = header_len,
        Err(_) => return Err(vec![EmitErrorKind::MessageTooLong]),
    }
    Ok(octets)
}

/// One Pad1 or one PadN, until `enough`.
pub(super) fn pad(octets: &mut Vec<u8>, enough: impl Fn(usize) -> bool) {
    let missing = (0..8).find(|missing| enough(octets.len() + missing)).expect("within 8 octets");
    match missing {
        0 => {}
        1 => octets.push(0),
        _ => {
            octets.extend([1, u8::try_from(missing - 2).expect("small")]);
            octets.resize(octets.len() + missing - 2, 0);
        }
    }
}

/// The same options by way of an `OptionsBuf`.
pub(super) fn collected(plan: &Plan, addresses: &ChecksumAddresses, octets: &[u8]) {
    fn all(plan: &Plan, addresses: &ChecksumAddresses, octets: &[u8]) {
        let message = plan.message.value();
        let mut buf = OptionsBuf::<2048>::for_message(&message).expect("fixed fields");
        for option in &plan.options {
            buf.push_any(&option.value()).expect("room enough");
        }
        debug(&buf);
        let mut small = OptionsBuf::<20>::for_message(&message).expect("fixed fields");
        for option in &plan.options {
            let before = small.clone();
            if let Err(error) = small.push_any(&option.value()) {
                assert_eq!(error.kind(), EmitErrorKind::BufferFull);
                assert_eq!(small, before, "something was added");
                break;
            }
        }
        let written = output(octets.len(), |buffer| {
            MessageBuilder::new(buffer, &message)?.verbatim(buf.as_options())?.finish(addresses)
        });
        assert_eq!(written, octets);
    }
    if plan.message.value().options().is_some() {
        all(plan, addresses, octets);
    }
}

/// The same message by way of `authorize` and `sign`.
pub(super) fn signed(plan: &Plan, addresses: &ChecksumAddresses, octets: &[u8]) {
    let Some((last, rest)) = plan.options.split_last() else {
        return;
    };
    if OptionType(last.kind) != OptionType::BINDING_AUTHORIZATION_DATA {
        return;
    }
    let authenticator = &last.body;
    let message = plan.message.value();
    let length = u8::try_from(authenticator.len()).expect("it was written");
    let (care_of, correspondent) = (addresses.source, addresses.destination);
    let covered = octets.len() - authenticator.len();
    assert_eq!(&octets[covered..], authenticator);
    let mut input = [care_of.octets(), correspondent.octets()].concat();
    input.extend(&octets[..4]);
    input.extend([0, 0]);
    input.extend(&octets[6..covered]);

    let written = output(octets.len(), |buffer| {
        let mut builder = MessageBuilder::new(buffer, &message)?;
        for option in rest {
            builder = builder.any_option(&option.value())?;
        }
        let unsigned = builder.authorize(length)?;
        debug(&unsigned);
        // the sender's input to the authenticator is the receiver's
        assert_eq!(unsigned.mac_input(care_of, correspondent).pieces().concat(), input);
        unsigned.sign(authenticator, addresses)
    });
    assert_eq!(written, octets);

    let mut buffer = vec![0; octets.len()];
    let mut builder = MessageBuilder::new(&mut buffer, &message).expect("it was written");
    for option in rest {
        builder = builder.any_option(&option.value()).expect("it was written");
    }
    let unsigned = builder.authorize(length).expect("it was written");
    let other = vec![0; authenticator.len() + 1];
    let error = unsigned.sign(&other, addresses).expect_err("another length");
    assert_eq!(error.kind(), EmitErrorKind::AuthenticatorLength);
}
