//! What has to hold for names and identities.

use super::*;

/// All properties of octets that are taken for a name, in either form, and for an MN identity.
pub fn names(octets: &[u8]) {
    let text = Fqdn::from_text_octets(octets);
    let labels = Fqdn::from_labels(octets);
    let split = Fqdn::split_labels(octets);
    assert_eq!(
        std::str::from_utf8(octets).ok().map(Fqdn::from_text),
        std::str::from_utf8(octets).ok().map(|_| text)
    );
    match text {
        Ok(text) => {
            let dot = usize::from(octets.ends_with(b"."));
            assert_eq!(text.as_octets(), &octets[..octets.len() - dot]);
            assert_eq!(text.as_text().map(str::as_bytes), Some(text.as_octets()));
            assert_eq!(text.as_labels(), None);
            assert!(labels.is_err(), "both forms");
            name(text);
        }
        Err(error) => name_error(&error, octets.len()),
    }
    match split {
        Ok((name_in_front, rest)) => {
            assert_eq!([name_in_front.as_octets(), rest].concat(), octets);
            let whole = name_in_front.as_octets();
            assert_eq!(name_in_front.as_labels(), Some(whole));
            assert_eq!(name_in_front.as_text(), None);
            if rest.is_empty() {
                assert_eq!(labels, Ok(name_in_front));
            } else {
                let kind = ParseErrorKind::TrailingOctets;
                assert_eq!(labels, Err(ParseError::new(kind, whole.len())));
            }
            name(name_in_front);
            // P7
            for length in below(whole.len()) {
                assert!(Fqdn::split_labels(&whole[..length]).is_err());
            }
        }
        Err(error) => {
            name_error(&error, octets.len());
            assert_eq!(labels, Err(error));
        }
    }
    identity(octets);
}

pub(super) fn name_error(error: &ParseError, length: usize) {
    parse_error(error, length);
    assert!(
        matches!(
            error.kind(),
            ParseErrorKind::LabelLength
                | ParseErrorKind::NameLength
                | ParseErrorKind::NameCharacter
                | ParseErrorKind::Truncated
        ),
        "{error}"
    );
}

/// A name in one of its forms: the other form, its labels, and what is derived from it.
pub(super) fn name(name: Fqdn<'_>) {
    let octets = name.as_octets();
    let text = display(&name);
    let form = if octets.ends_with(&[0]) { "labels" } else { "text" };
    // nothing of the name
    let shown = format!("Fqdn({form}, {} octets)", octets.len());
    assert_eq!(debug(&name), shown);
    assert_eq!(text.len(), name.text_len());
    assert!((1..=253).contains(&name.text_len()));
    assert_eq!(name.labels_len(), name.text_len() + 2);

    // P10
    let mut labels = name.labels();
    let mut count = 0;
    let mut joined = Vec::new();
    while let Some(label) = labels.next() {
        count += 1;
        assert!((1..=63).contains(&label.len()));
        debug(&labels);
        joined.extend(label);
        joined.push(b'.');
    }
    assert_eq!(labels.next(), None, "not fused");
    assert!(count <= octets.len());
    joined.pop();
    assert_eq!(joined, text.as_bytes());

    // P3, P5, P6
    let as_labels = output(name.labels_len(), |buffer| name.to_labels(buffer));
    let as_text = output(name.text_len(), |buffer| name.to_text_octets(buffer));
    assert_eq!(as_text, text.as_bytes());
    let again = output(name.text_len(), |buffer| name.to_text(buffer).map(str::as_bytes));
    assert_eq!(again, as_text);
    let other = [
        Fqdn::from_labels(&as_labels).expect("what was written"),
        Fqdn::from_text(&text).expect("what was written"),
    ];
    let hash = |name: Fqdn<'_>| {
        let mut state = DefaultHasher::new();
        name.hash(&mut state);
        state.finish()
    };
    for other in other {
        assert_eq!(other, name);
        assert_eq!(name, other);
        assert_eq!(hash(other), hash(name));
        assert!(other.is_subdomain_of(name) && name.is_subdomain_of(other));
        assert!(MnIdentity::from(other).matches_fqdn(name));
    }
    let upper = text.to_ascii_uppercase();
    assert_eq!(Fqdn::from_text(&upper), Ok(name), "without regard to case");
    assert_eq!(hash(Fqdn::from_text(&upper).expect("a name")), hash(name));
    if let Some((_, domain)) = text.split_once('.') {
        let domain = Fqdn::from_text(domain).expect("the rest of a name");
        assert!(name.is_subdomain_of(domain) && !domain.is_subdomain_of(name));
        assert_ne!(name, domain);
    }

    let stored = FqdnBuf::<253>::from_fqdn(name).expect("the longest fits");
    assert_eq!(stored.as_fqdn(), name);
    assert_eq!(display(&stored), text);
    debug(&stored);
    assert_eq!(FqdnBuf::<9>::from_fqdn(name).is_ok(), text.len() <= 9);
    match service_name::<253>(name) {
        Ok(service) => {
            assert_eq!(display(&service), format!("_mip6._ipv6.{text}"));
            assert!(service.as_fqdn().is_subdomain_of(name));
        }
        Err(error) => {
            assert_eq!(error.kind(), EmitErrorKind::Value);
            assert!(text.len() > 241);
        }
    }
}

pub(super) fn identity(octets: &[u8]) {
    let identity = MnIdentity::from_octets(octets);
    assert_eq!(identity.as_octets(), octets);
    assert_eq!(identity.is_empty(), octets.is_empty());
    // nothing of the name
    assert_eq!(debug(&identity), format!("MnIdentity({} octets)", octets.len()));
    let shown = identity.to_string();
    assert_eq!(shown.is_empty(), octets.is_empty());
    assert!(shown.bytes().all(|octet| octet.is_ascii_graphic()), "{shown:?}");

    let (text, labels) = (identity.as_text(), identity.as_labels());
    assert!(text.is_err() || labels.is_err());
    if let Ok(text) = text {
        assert!(octets.starts_with(text.as_bytes()));
        assert_eq!(MnIdentity::from_text(text).map(MnIdentity::as_octets), Ok(text.as_bytes()));
    }
    match identity.fqdn() {
        Ok(name) => {
            assert!(text.is_ok() || labels.is_ok());
            assert_eq!(shown, name.to_string());
            assert!(identity.matches(identity) && identity.matches_fqdn(name));
            assert_eq!(MnIdentity::from(name).fqdn(), Ok(name));
        }
        Err(error) => {
            name_error(&error, octets.len());
            assert!(text.is_err() && labels.is_err());
            assert!(!identity.matches(identity));
        }
    }
    let asserted = Identification { id_type: mip6_wire::ikev2::IdType::FQDN, data: octets };
    assert_eq!(asserted.matches(identity), text.is_ok());
}
