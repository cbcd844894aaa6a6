//! What has to hold for an option area.

use super::*;

/// All properties of octets that are taken for an option area at the header offset `start`.
pub fn options(area: &[u8], start: u8) {
    let view = Options::new(area, start.into());
    let start = usize::from(start);
    assert_eq!(view.as_octets(), area);
    assert_eq!(view.is_empty(), area.is_empty());
    assert_eq!(view.start(), start);
    debug(&view);

    // P2, P10: framed are the offset in the area, the kind and the body
    let mut framed: Vec<(usize, OptionType, &[u8])> = Vec::new();
    let mut fault = None;
    let mut at = 0;
    let mut raw = view.raw();
    let mut items = 0;
    loop {
        assert_eq!(raw.offset(), start + at);
        let Some(item) = raw.next() else { break };
        items += 1;
        match item {
            Ok(option) => {
                assert_eq!(option.option_type.0, area[at]);
                let octets = option.wire_len();
                let expected = match option.option_type {
                    OptionType::PAD1 => &[][..],
                    _ => {
                        let end = second_reader::option_end(area, at, area.len());
                        assert_eq!(end, at + octets);
                        &area[at + 2..end]
                    }
                };
                assert_eq!(option.body, expected);
                assert!(octets > 0);
                framed.push((at, option.option_type, option.body));
                at += octets;
            }
            Err(error) => {
                fault = Some(error);
                break;
            }
        }
    }
    assert!(items <= area.len(), "P10");
    for _ in 0..2 {
        assert_eq!(raw.next(), None, "not fused");
    }
    debug(&raw);
    match fault {
        None => assert_eq!(at, area.len(), "P2"),
        Some(error) => {
            parse_error(&error, start + area.len());
            let rest = &area[at..];
            let offset = start + at + usize::from(rest.len() > 1);
            let expected = ParseError::new(ParseErrorKind::OptionTruncated, offset);
            assert_eq!(error, expected);
            assert!(rest[0] != 0);
            assert!(rest.len() == 1 || second_reader::option_end(rest, 0, rest.len()) > rest.len());
        }
    }

    typed(view, &framed, fault);
}

/// One option that is not padding: its header offset, its kind and what reading it should give.
pub(super) type Typed<'a> = (usize, OptionType, Result<MobilityOption<'a>, ParseError>);

/// P9: the typed readers agree with the raw one, option for option.
pub(super) fn typed<'a>(
    view: Options<'a>,
    framed: &[(usize, OptionType, &'a [u8])],
    fault: Option<ParseError>,
) {
    let (start, end) = (view.start(), view.start() + view.as_octets().len());
    let mut expected: Vec<Typed<'a>> = Vec::new();
    for &(at, kind, body) in framed {
        let (offset, next) = (start + at, start + at + 2 + body.len());
        if kind.0 <= 1 {
            assert!(kind.is_padding());
            continue;
        }
        assert!(!kind.is_padding());
        let item = if second_reader::must_be_last(kind.0) && next != end {
            let kind = ParseErrorKind::AuthorizationDataNotLast;
            Err(ParseError::new(kind, next))
        } else {
            MobilityOption::parse(&RawOption::new(kind, body)).map_err(|error| {
                parse_error(&error, body.len() + 2);
                error.within(offset)
            })
        };
        if let Ok(option) = &item {
            assert_eq!(option.option_type(), kind);
            assert_eq!(
                matches!(option, MobilityOption::Unknown(_)),
                !MobilityOption::DECODED.contains(&kind)
            );
            debug(option);
        }
        debug(&kind);
        display(&kind);
        debug(&kind.align(body.len()));
        expected.push((offset, kind, item));
    }

    let mut walk = view.iter();
    for (offset, _, item) in &expected {
        assert!(walk.offset() <= *offset);
        assert_eq!(walk.next().as_ref(), Some(item), "P9");
        assert!(walk.offset() > *offset, "P10");
    }
    assert_eq!(walk.next(), fault.map(Err));
    assert_eq!(walk.next(), None, "not fused");
    debug(&walk);
    assert_eq!(view.into_iter().count(), expected.len() + usize::from(fault.is_some()));

    // what stops every walk: the first of the area's own faults
    let stop = expected
        .iter()
        .find_map(|(_, _, item)| {
            item.as_ref()
                .err()
                .filter(|error| error.kind() == ParseErrorKind::AuthorizationDataNotLast)
        })
        .copied()
        .or(fault);
    assert_eq!(view.check(), stop.map_or(Ok(()), Err));

    found::<BindingRefreshAdvice>(view, &expected, stop);
    found::<AlternateCareOfAddress>(view, &expected, stop);
    found::<NonceIndices>(view, &expected, stop);
    found::<BindingAuthorizationData<'_>>(view, &expected, stop);
    found::<DnsUpdate<'_>>(view, &expected, stop);
    found::<AnyBody<'_, 200>>(view, &expected, stop);
    selected(view, &expected, stop);
}

/// `find` answers as a walk over the typed items would.
pub(super) fn found<'a, T>(view: Options<'a>, items: &[Typed<'a>], stop: Option<ParseError>)
where
    T: MobilityOptionBody<'a> + Debug,
    MobilityOption<'a>: From<T>,
{
    let mut wanted = Ok(None);
    for (_, kind, item) in items {
        match item {
            Err(error) if Some(*error) == stop => break,
            Err(error) if *kind == T::TYPE => {
                wanted = Err(*error);
                break;
            }
            Ok(option) if *kind == T::TYPE => {
                wanted = wanted.map(|first: Option<MobilityOption<'a>>| first.or(Some(*option)));
            }
            _ => {}
        }
    }
    // an answer needs the whole area to be sound
    if let (Ok(_), Some(stop)) = (&wanted, stop) {
        wanted = Err(stop);
    }
    let answer = view.find::<T>().map(|found| found.map(MobilityOption::from));
    assert_eq!(answer, wanted, "{}", T::TYPE);
}

/// `select` does too, and refuses a second option of a type.
pub(super) fn selected(view: Options<'_>, items: &[Typed<'_>], stop: Option<ParseError>) {
    let kinds = [
        OptionType::DNS_UPDATE,
        OptionType::NONCE_INDICES,
        OptionType::BINDING_AUTHORIZATION_DATA,
        OptionType::ALTERNATE_CARE_OF_ADDRESS,
        OptionType::BINDING_REFRESH_ADVICE,
    ];
    let mut wanted = Ok([None; 5]);
    for (offset, kind, item) in items {
        // whatever the type is
        if item.is_err() && item.as_ref().err() == stop.as_ref() {
            break;
        }
        let slot = kinds.iter().position(|wanted| wanted == kind);
        let (Some(slot), Ok(taken)) = (slot, &mut wanted) else {
            continue;
        };
        if taken[slot].is_some() {
            let kind = ParseErrorKind::DuplicateOption;
            wanted = Err(ParseError::new(kind, *offset));
            break;
        }
        match item {
            Ok(option) => taken[slot] = Some(*option),
            Err(error) => {
                wanted = Err(*error);
                break;
            }
        }
    }
    if let (Ok(_), Some(stop)) = (&wanted, stop) {
        wanted = Err(stop);
    }
    // the same, with the others handed over
    let mut others = Vec::new();
    let one = view.select_with::<(NonceIndices,)>(|option| others.push(option));
    assert_eq!(one, view.select::<(NonceIndices,)>());
    if one.is_ok() {
        let wanted: Vec<_> = view
            .raw()
            .flatten()
            .filter(|option| {
                !option.option_type.is_padding() && option.option_type != NonceIndices::TYPE
            })
            .collect();
        assert_eq!(others, wanted);
    }
    type All<'a> = (
        DnsUpdate<'a>,
        NonceIndices,
        BindingAuthorizationData<'a>,
        AlternateCareOfAddress,
        BindingRefreshAdvice,
    );
    let answer = view.select::<All<'_>>().map(|(dns, nonces, data, address, advice)| {
        [
            dns.map(MobilityOption::from),
            nonces.map(MobilityOption::from),
            data.map(MobilityOption::from),
            address.map(MobilityOption::from),
            advice.map(MobilityOption::from),
        ]
    });
    assert_eq!(answer, wanted);
}

/// An option from outside the crate: any body, of type `TYPE`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AnyBody<'a, const TYPE: u8>(pub &'a [u8]);

impl<'a, const TYPE: u8> MobilityOptionBody<'a> for AnyBody<'a, TYPE> {
    const TYPE: OptionType = OptionType(TYPE);

    fn parse_body(option: &RawOption<'a>) -> Result<Self, ParseError> {
        Ok(Self(option.body))
    }

    fn emit_body(&self, writer: &mut Writer<'_>) -> Result<(), EmitError> {
        writer.octets(self.0)
    }
}

impl<'a, const TYPE: u8> From<AnyBody<'a, TYPE>> for MobilityOption<'a> {
    fn from(option: AnyBody<'a, TYPE>) -> Self {
        Self::Unknown(RawOption { option_type: OptionType(TYPE), body: option.0 })
    }
}
