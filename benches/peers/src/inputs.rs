//! The inputs of the benchmark, deterministic: no file and no clock is read.

/// Source and destination of the IPv6 pseudo-header of every input.
pub const SOURCE: [u8; 16] = hex16(0x2001_0db8_0001_0000_0000_0000_0000_0001);
pub const DESTINATION: [u8; 16] = hex16(0x2001_0db8_0002_0000_0000_0000_0000_0001);
pub const CARE_OF: [u8; 16] = hex16(0x2001_0db8_aaaa_bbbb_1234_5678_9abc_def0);
pub const DNS_SERVER: [u8; 16] = hex16(0x2001_0db8_0000_0000_0000_0000_0000_0053);
pub const NAME: &[u8] = b"mn1.example.com";
pub const AUTHENTICATOR: [u8; 12] =
    [0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xab];
pub const SEQUENCE: u16 = 0x1234;
pub const FLAGS: u16 = 0xf000;
pub const LIFETIME: u16 = 0x0708;

const fn hex16(value: u128) -> [u8; 16] {
    value.to_be_bytes()
}

/// One named input.
pub struct Input {
    pub name: String,
    pub octets: Vec<u8>,
}

/// splitmix64: a small generator, good enough to spread inputs.
pub struct Prng(pub u64);

impl Prng {
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number in `0..bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.draw() % bound as u64) as usize
    }

    /// True `percent` times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn octets(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.draw() as u8).collect()
    }
}

/// The checksum, the textbook way; what every other row is held against.
pub fn checksum(message: &[u8]) -> u16 {
    checksum_between(&SOURCE, &DESTINATION, message)
}

/// The same between other addresses.
pub fn checksum_between(source: &[u8; 16], destination: &[u8; 16], message: &[u8]) -> u16 {
    let mut octets = Vec::with_capacity(40 + message.len());
    octets.extend(source);
    octets.extend(destination);
    octets.extend((message.len() as u32).to_be_bytes());
    octets.extend([0, 0, 0, 135]);
    octets.extend(message);
    let mut sum = 0u32;
    for pair in octets.chunks(2) {
        sum += u32::from(pair[0]) << 8 | pair.get(1).map_or(0, |&low| u32::from(low));
    }
    while sum >> 16 != 0 {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !(sum as u16)
}

/// Fills in Payload Proto, Header Len and the checksum.
pub fn finish(mut message: Vec<u8>) -> Vec<u8> {
    assert!(message.len().is_multiple_of(8) && (8..=2048).contains(&message.len()));
    message[0] = 59;
    message[1] = (message.len() / 8 - 1) as u8;
    seal(&mut message);
    message
}

/// Fills in the checksum alone.
pub fn seal(message: &mut [u8]) {
    message[4..6].fill(0);
    let sum = checksum(message);
    message[4..6].copy_from_slice(&sum.to_be_bytes());
}

fn pad(octets: &mut Vec<u8>, count: usize) {
    match count {
        0 => {}
        1 => octets.push(0),
        _ => {
            octets.extend([1, (count - 2) as u8]);
            octets.resize(octets.len() + count - 2, 0);
        }
    }
}

/// A mobility option and where it may stand: at `multiple * n + offset`.
struct Tlv {
    kind: u8,
    data: Vec<u8>,
    multiple: usize,
    offset: usize,
}

fn tlv(kind: u8, data: &[u8], multiple: usize, offset: usize) -> Tlv {
    Tlv { kind, data: data.to_vec(), multiple, offset }
}

fn binding_update(fields: [u16; 3], options: &[Tlv]) -> Vec<u8> {
    let mut message = vec![59, 0, 5, 0, 0, 0];
    for field in fields {
        message.extend(field.to_be_bytes());
    }
    for option in options {
        let gap =
            (option.multiple + option.offset - message.len() % option.multiple) % option.multiple;
        pad(&mut message, gap);
        message.extend([option.kind, option.data.len() as u8]);
        message.extend(&option.data);
    }
    let gap = (8 - message.len() % 8) % 8;
    pad(&mut message, gap);
    finish(message)
}

/// The mobile node's home address, and where the home agent is.
pub const HOME: [u8; 16] = hex16(0x2001_0db8_0002_0000_0000_0000_0000_0100);
pub const HOME_AGENT: [u8; 16] = DESTINATION;

/// An extension header without its Next Header: the number that announces it, and the other octets.
pub type Extension = (u8, Vec<u8>);

pub fn home_address_option(address: &[u8; 16]) -> Extension {
    (60, [&[2, 1, 2, 0, 0, 201, 16], address.as_slice()].concat())
}

pub fn routing_header(address: &[u8; 16]) -> Extension {
    (43, [&[2, 2, 1, 0, 0, 0, 0], address.as_slice()].concat())
}

/// An IPv6 packet from [`CARE_OF`] to [`HOME_AGENT`] with a Mobility Header as it is.
pub fn packet(extensions: &[Extension], message: &[u8]) -> Vec<u8> {
    let mut payload = Vec::new();
    for (index, (_, octets)) in extensions.iter().enumerate() {
        payload.push(extensions.get(index + 1).map_or(135, |next| next.0));
        payload.extend(octets);
    }
    payload.extend(message);
    let first = extensions.first().map_or(135, |next| next.0);
    let [high, low] = (payload.len() as u16).to_be_bytes();
    let fixed = [0x60, 0, 0, 0, high, low, first, 64];
    [fixed.as_slice(), &CARE_OF, &HOME_AGENT, &payload].concat()
}

/// The packets of the home agent's path.
fn packets(mut add: impl FnMut(&str, Vec<u8>)) {
    const FIELDS: [u16; 3] = [SEQUENCE, 0xc000, LIFETIME];
    let away = [home_address_option(&HOME)];
    let sealed = |source, destination, mut message: Vec<u8>| {
        message[4..6].fill(0);
        let sum = checksum_between(source, destination, &message);
        message[4..6].copy_from_slice(&sum.to_be_bytes());
        message
    };
    let dns = |flags: u8, name: &[u8]| tlv(17, &[&[0, flags], name].concat(), 1, 0);
    let alternate = || tlv(3, &CARE_OF, 8, 6);
    let update = |fields, options: &[Tlv]| {
        packet(&away, &sealed(&HOME, &HOME_AGENT, binding_update(fields, options)))
    };
    // the one that is spoken of: 120 octets
    add("ha_dns", update(FIELDS, &[alternate(), dns(0, NAME)]));
    add("ha_plain", update(FIELDS, &[alternate()]));
    for (name, flags, text) in [
        ("labels", 0, labels(NAME)),
        ("labels_other", 0, labels(b"mn2.example.com")),
        ("case", 0, b"MN1.Example.Com".to_vec()),
        ("dot", 0, b"mn1.example.com.".to_vec()),
        ("other", 0, b"mn1.example.org".to_vec()),
        ("remove", 0x80, NAME.to_vec()),
        ("no_name", 0, b"mn1..com".to_vec()),
        ("long", 0, vec![b'x'; 253]),
    ] {
        add(&format!("ha_{name}"), update(FIELDS, &[alternate(), dns(flags, &text)]));
    }
    // neither an answer wanted nor away from home
    let fields = [SEQUENCE, 0x4000, 100];
    add("ha_silent", update(fields, &[alternate(), dns(0, NAME)]));
    let message = || binding_update(FIELDS, &[dns(0, NAME)]);
    add("ha_home", packet(&[], &sealed(&CARE_OF, &HOME_AGENT, message())));
    // the home agent addressed as a mobile node, behind two headers more
    add(
        "ha_routing",
        packet(
            &[
                (0, vec![0, 5, 2, 0, 0, 1, 0]),
                routing_header(&SOURCE),
                (44, vec![0, 0, 0, 0, 0, 0, 7]),
                home_address_option(&HOME),
            ],
            &sealed(&HOME, &SOURCE, message()),
        ),
    );
}

/// Octets of options in the messages that grow.
const SHAPE_OCTETS: [usize; 2] = [248, 8 * 248];

/// What the messages that grow are full of: a name and the octets that are repeated.
const UNITS: [(&str, &[u8]); 15] = [
    ("pad1", &[0]),
    ("pad2", &[1, 0]),
    ("pad8", &[1, 6, 0, 0, 0, 0, 0, 0]),
    ("pad8x", &[1, 6, 9, 9, 9, 9, 9, 9]),
    ("alternating", &[0, 200, 0, 0]),
    ("empty", &[200, 0]),
    ("unknown8", &[200, 6, 0, 0, 0, 0, 0, 0]),
    ("unknown124", &{
        let mut octets = [7; 124];
        octets[0] = 200;
        octets[1] = 122;
        octets
    }),
    ("nonces", &[4, 4, 0, 1, 0, 2, 1, 0]),
    ("nonces_bad", &[4, 0]),
    ("dns_empty", &[17, 2, 0, 0]),
    ("dns_short", &[17, 0]),
    ("dns_text", b"\x11\x1f\0\0m.n.o.example.org.example.net"),
    ("dns_labels", b"\x11\x06\0\0\x01a\x01\0"),
    ("data_early", &[5, 0]),
];

/// The names of the inputs of `growth_*`: of each shape one, and one of eight times the octets.
pub const SHAPES: &[&str] = &SHAPE_NAMES;

macro_rules! shapes {
    ($($name:literal)*) => {
        const SHAPE_NAMES: [&str; 2 * UNITS.len()] = [
            $(concat!("shape_", $name, "_1"), concat!("shape_", $name, "_8"),)*
        ];
    };
}

shapes! {
    "pad1" "pad2" "pad8" "pad8x" "alternating" "empty" "unknown8" "unknown124" "nonces" "nonces_bad" "dns_empty"
    "dns_short" "dns_text" "dns_labels" "data_early"
}

fn shapes(mut add: impl FnMut(&str, Vec<u8>)) {
    for ((_, unit), names) in UNITS.iter().zip(SHAPE_NAMES.chunks(2)) {
        for (name, count) in names.iter().zip(SHAPE_OCTETS) {
            let mut message = vec![59, 0, 0, 0, 0, 0, 0, 0];
            for _ in 0..count / unit.len() {
                message.extend(*unit);
            }
            message.resize(8 + count, 0);
            add(name, finish(message));
        }
    }
}

/// How the option area of a stress input is filled.
#[derive(Clone, Copy)]
enum Pattern {
    Pad1,
    ZeroLength,
    Alternating,
    EightOctets,
}

fn area(count: usize, pattern: Pattern) -> Vec<u8> {
    let unit: &[u8] = match pattern {
        Pattern::Pad1 => &[0],
        Pattern::ZeroLength => &[0x60, 0],
        Pattern::Alternating => &[0, 0x60, 0],
        Pattern::EightOctets => b"\x61\x06abcdef",
    };
    let mut octets: Vec<u8> = unit.iter().copied().cycle().take(count).collect();
    if octets.last() == Some(&0x60) {
        octets[count - 1] = 0;
    }
    octets
}

/// 256 Binding Updates with random options, each preceded by its length as a
/// little-endian u16.
fn mixed() -> Vec<u8> {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let mut prng = Prng(20_240_611);
    let mut blob = Vec::new();
    for _ in 0..256 {
        let mut options = Vec::new();
        if prng.chance(70) {
            options.push(tlv(3, &prng.octets(16), 8, 6));
        }
        if prng.chance(50) {
            options.push(tlv(4, &prng.octets(4), 2, 0));
        }
        if prng.chance(50) {
            let mut data = vec![0, 0x80];
            for _ in 0..5 + prng.below(36) {
                data.push(LETTERS[prng.below(LETTERS.len())]);
            }
            options.push(tlv(17, &data, 1, 0));
        }
        for _ in 0..prng.below(4) {
            // types that no row knows
            let kind = 80 + prng.below(41) as u8;
            let count = prng.below(25);
            options.push(tlv(kind, &prng.octets(count), [1, 2, 4][prng.below(3)], 0));
        }
        for last in (1..options.len()).rev() {
            options.swap(last, prng.below(last + 1));
        }
        if prng.chance(50) {
            options.push(tlv(5, &prng.octets(12), 8, 2));
        }
        let fields = [prng.draw() as u16, prng.draw() as u16, prng.draw() as u16];
        let message = binding_update(fields, &options);
        blob.extend((message.len() as u16).to_le_bytes());
        blob.extend(message);
    }
    blob
}

/// The same name as DNS labels.
pub fn labels(text: &[u8]) -> Vec<u8> {
    let mut wire = Vec::new();
    for label in text.split(|&octet| octet == b'.') {
        wire.push(label.len() as u8);
        wire.extend(label);
    }
    wire.push(0);
    wire
}

fn names() -> [(&'static str, Vec<u8>); 4] {
    let long = [[b'a'; 63], [b'b'; 63], [b'c'; 63], [b'd'; 63]];
    let mut four = long.join(&b'.');
    four.truncate(253);
    [
        ("10", b"mn1.a.test".to_vec()),
        ("60", b"mobile-node-0001.home-agent.region-eu1.access.operator.examp".to_vec()),
        ("253L", four),
        ("253S", vec![b"x".as_slice(); 127].join(&b'.')),
    ]
}

fn attribute(payload: &mut Vec<u8>, kind: u16, parts: &[&[u8]]) {
    let value = parts.concat();
    payload.extend(kind.to_be_bytes());
    payload.extend((value.len() as u16).to_be_bytes());
    payload.extend(value);
}

fn configuration() -> Vec<u8> {
    let mut home_prefix = [0; 16];
    home_prefix[..8].copy_from_slice(&CARE_OF[..8]);
    let mut payload = vec![0, 0, 0, 0, 2, 0, 0, 0];
    attribute(&mut payload, 8, &[&CARE_OF, &[64]]);
    let lifetime = 3600u32.to_be_bytes();
    attribute(&mut payload, 16, &[&lifetime, &home_prefix, &[64]]);
    attribute(&mut payload, 10, &[&DNS_SERVER]);
    let length = payload.len() as u16;
    payload[2..4].copy_from_slice(&length.to_be_bytes());
    payload
}

/// All inputs.
///
/// `emit_*` and `cp_*` are one octet: the index of the fields that the row
/// writes, see `fields.rs`. `area_*` is the option area of the input of the
/// same name without it.
pub fn all() -> Vec<Input> {
    let mut inputs = Vec::new();
    let mut add = |name: &str, octets: Vec<u8>| {
        inputs.push(Input { name: name.to_string(), octets });
    };
    add("nothing", Vec::new());

    let fields = [SEQUENCE, FLAGS, LIFETIME];
    let alternate = || tlv(3, &CARE_OF, 8, 6);
    let nonces = || tlv(4, &[1, 2, 3, 4], 2, 0);
    let dns = || tlv(17, &[&[0, 0x80], NAME].concat(), 1, 0);
    let authorization = || tlv(5, &AUTHENTICATOR, 8, 2);
    let a = binding_update(fields, &[alternate(), nonces(), dns(), authorization()]);

    // Type 5 is Router Alert to a hop-by-hop parser; its copy has 0x25 instead.
    let mut ax = a.clone();
    let mut at = 12;
    while at < ax.len() {
        if ax[at] == 0 {
            at += 1;
            continue;
        }
        if ax[at] == 5 {
            ax[at] = 0x25;
        }
        at += 2 + usize::from(ax[at + 1]);
    }
    let ax = finish(ax);
    add("area_a", a[12..].to_vec());
    add("area_ax", ax[12..].to_vec());
    add("bu_a", a);
    add("bu_ax", ax);
    add("bu_b", binding_update(fields, &[dns()]));
    add("bu_anodns", binding_update(fields, &[alternate(), nonces(), authorization()]));

    for (name, pattern) in
        [("pad1", Pattern::Pad1), ("zlo", Pattern::ZeroLength), ("mix", Pattern::Alternating)]
    {
        let mut message = vec![59, 0, 5, 0, 0, 0];
        for field in fields {
            message.extend(field.to_be_bytes());
        }
        message.extend(area(2048 - 12, pattern));
        add(&format!("area_c_{name}"), message[12..].to_vec());
        add(&format!("bu_c_{name}"), finish(message));
    }
    for (name, pattern) in
        [("pad1", Pattern::Pad1), ("zlo", Pattern::ZeroLength), ("typ8", Pattern::EightOctets)]
    {
        for count in [8, 64, 256, 1024, 2040] {
            let mut message = vec![59, 0, 0, 0, 0, 0, 0, 0];
            message.extend(area(count, pattern));
            add(&format!("area_{name}_{count}"), message[8..].to_vec());
            add(&format!("grow_{name}_{count}"), finish(message));
        }
    }
    add("bu_mix256", mixed());

    add("ike_cp", configuration());
    add("ike_notify", vec![0, 0, 0, 8, 0, 0, 0, 42]);
    add(
        "ike_notify_spi",
        [&[0, 0, 0, 28, 3, 4, 0, 42, 0xde, 0xad, 0xbe, 0xef], CARE_OF.as_slice()].concat(),
    );
    for (name, text) in names() {
        add(&format!("name_wire_{name}"), labels(&text));
        add(&format!("name_text_{name}"), text);
    }
    let mut prng = Prng(7);
    for count in [40, 72, 256, 2048] {
        add(&format!("ck_{count}"), finish(prng.octets(count)));
    }
    for (index, name) in crate::fields::UPDATE_NAMES.iter().enumerate() {
        add(&format!("emit_{name}"), vec![index as u8]);
    }
    add("cp_reply", vec![0]);
    add("cp_prefix_only", vec![1]);
    packets(&mut add);
    shapes(&mut add);
    inputs
}
