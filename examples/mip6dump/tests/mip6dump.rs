//! `mip6dump` as a program: what it prints of captures and of hex text, and how it ends.
//!
//! Expectations are those of `tests/captures/README.md` and of the notes in `tests/vectors`, written by hand.

// Miri cannot start processes
#![cfg(not(miri))]

use serde_json::{Value, json};
use std::io::{BufRead, Write};
use std::process::{Command, Output, Stdio};
use std::str::FromStr;
use std::sync::OnceLock;

const HOME_AGENT: &str = "2001:db8:1::1";
const HOME_ADDRESS: &str = "2001:db8:1::100";
const CARE_OF_ADDRESS: &str = "2001:db8:2::55";
const CORRESPONDENT: &str = "2001:db8:3::7";

// running the program

/// Where captures and vectors are: links to those of the library.
const TESTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mip6dump"));
    command.args(arguments).current_dir(TESTS);
    command.env_remove("CLICOLOR_FORCE").env_remove("NO_COLOR");
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// Runs the program with something on its standard input.
fn feed(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // it may end before it has read everything
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn objects(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The objects of a capture.
fn capture(name: &str) -> Vec<Value> {
    objects(&run(&["--json", &format!("captures/{name}")]))
}

/// The object of a frame of `bootstrap.pcap`.
fn frame(number: u64) -> Value {
    static FRAMES: OnceLock<Vec<Value>> = OnceLock::new();
    let frames = FRAMES.get_or_init(|| capture("bootstrap.pcap"));
    frames.iter().find(|object| object["frame"] == number).unwrap().clone()
}

/// The first option of a kind in a frame.
fn option(frame: &Value, kind: u64) -> Value {
    let options = frame["options"].as_array().unwrap();
    options.iter().find(|option| option["kind"] == kind).unwrap().clone()
}

/// An object without the number and the time of its frame, and what stood around the packet.
fn unnumbered(mut object: Value) -> Value {
    for key in ["frame", "time", "layers"] {
        assert!(object.get(key).is_some(), "{key}");
        object[key] = Value::Null;
    }
    object
}

// the capture

/// Every frame with a Mobility Header: number, source, destination, home address, MH Type.
const FRAMES: [(u64, &str, &str, Option<&str>, u64); 29] = [
    (3, CARE_OF_ADDRESS, HOME_AGENT, Some(HOME_ADDRESS), 5),
    (4, HOME_AGENT, CARE_OF_ADDRESS, Some(HOME_ADDRESS), 6),
    (5, CARE_OF_ADDRESS, HOME_AGENT, Some(HOME_ADDRESS), 5),
    (6, HOME_AGENT, CARE_OF_ADDRESS, Some(HOME_ADDRESS), 6),
    (7, CARE_OF_ADDRESS, HOME_AGENT, Some(HOME_ADDRESS), 5),
    (8, HOME_AGENT, CARE_OF_ADDRESS, Some(HOME_ADDRESS), 6),
    (9, CARE_OF_ADDRESS, HOME_AGENT, Some(HOME_ADDRESS), 5),
    (10, HOME_AGENT, CARE_OF_ADDRESS, Some(HOME_ADDRESS), 6),
    (11, CARE_OF_ADDRESS, HOME_AGENT, Some(HOME_ADDRESS), 5),
    (12, HOME_AGENT, CARE_OF_ADDRESS, Some(HOME_ADDRESS), 6),
    (13, HOME_ADDRESS, CORRESPONDENT, None, 1),
    (14, HOME_ADDRESS, CORRESPONDENT, None, 1),
    (15, CARE_OF_ADDRESS, CORRESPONDENT, None, 2),
    (16, CORRESPONDENT, HOME_ADDRESS, None, 3),
    (17, CORRESPONDENT, HOME_ADDRESS, None, 3),
    (18, CORRESPONDENT, CARE_OF_ADDRESS, None, 4),
    (19, CARE_OF_ADDRESS, CORRESPONDENT, Some(HOME_ADDRESS), 5),
    (20, CORRESPONDENT, CARE_OF_ADDRESS, Some(HOME_ADDRESS), 6),
    (21, CORRESPONDENT, HOME_ADDRESS, None, 0),
    (23, CORRESPONDENT, CARE_OF_ADDRESS, None, 7),
    (24, CARE_OF_ADDRESS, HOME_AGENT, None, 99),
    (25, HOME_AGENT, CARE_OF_ADDRESS, None, 7),
    (26, HOME_ADDRESS, HOME_AGENT, None, 5),
    (27, HOME_AGENT, HOME_ADDRESS, None, 6),
    (28, HOME_ADDRESS, HOME_AGENT, None, 5),
    (29, HOME_ADDRESS, HOME_AGENT, None, 5),
    (30, HOME_ADDRESS, HOME_AGENT, None, 5),
    (31, HOME_ADDRESS, HOME_AGENT, None, 5),
    (32, HOME_ADDRESS, HOME_AGENT, None, 5),
];

#[test]
fn every_frame_of_the_capture_gives_an_object() {
    let output = run(&["--json", "captures/bootstrap.pcap"]);
    assert_eq!((status(&output), stderr(&output)), (1, ""));
    let objects = objects(&output);
    assert_eq!(objects.len(), FRAMES.len());
    for (object, (number, source, destination, home_address, mh_type)) in objects.iter().zip(FRAMES)
    {
        assert_eq!(object["frame"], number);
        assert_eq!(object["src"], source, "frame {number}");
        assert_eq!(object["dst"], destination, "frame {number}");
        assert_eq!(object["home_address"], json!(home_address), "frame {number}");
        assert_eq!(object["mh_type"], mh_type, "frame {number}");
        assert_eq!(object["checksum_ok"], number != 29, "frame {number}");
        assert_eq!(object["trailing"], "", "frame {number}");
    }
}

#[test]
fn a_binding_update_is_decoded() {
    let frame = frame(3);
    assert_eq!(frame["name"], "Binding Update");
    assert_eq!(frame["payload_proto"], 59);
    assert_eq!(frame["header_len"], 6);
    assert_eq!(frame["checksum"], 0xbcfc);
    assert_eq!(
        frame["message"],
        json!({
            "sequence": 0x1234,
            "flags": 0xc000,
            "flag_names": ["Acknowledge (A)", "Home Registration (H)"],
            "lifetime": 900,
            "lifetime_seconds": 3600,
        })
    );
    assert_eq!(
        frame["options"],
        json!([
            {"kind": 1, "name": "PadN", "offset": 12, "length": 0, "data": "", "error": null},
            {
                "kind": 3, "name": "Alternate Care-of Address", "offset": 14, "length": 16,
                "fields": {"care_of_address": CARE_OF_ADDRESS}, "error": null,
            },
            {
                "kind": 17, "name": "DNS Update", "offset": 32, "length": 16,
                "fields": {
                    "status": 0,
                    "status_name": "DNS update performed",
                    "flags": 0,
                    "flag_names": [],
                    "identity": "mn.example.com",
                    "identity_octets": "6d6e2e6578616d706c652e636f6d",
                    "identity_form": "text",
                },
                "error": null,
            },
            {"kind": 1, "name": "PadN", "offset": 50, "length": 4, "data": "00000000", "error": null},
        ])
    );
    assert_eq!(frame["deviations"], json!([]));
    assert_eq!(frame["error"], Value::Null);
    assert_eq!(frame["disposition"], "accept");
}

#[test]
fn acknowledgements_tell_what_became_of_the_dns_update() {
    let cases = [
        (4, 0x1234, 0, "DNS update performed"),
        (6, 0x1235, 128, "Reason unspecified"),
        (8, 0x1236, 129, "Administratively prohibited"),
        (10, 0x1237, 130, "DNS update failed"),
    ];
    for (number, sequence, status, name) in cases {
        let frame = frame(number);
        assert_eq!(frame["message"]["sequence"], sequence);
        assert_eq!(frame["message"]["status"], 0);
        assert_eq!(frame["message"]["status_name"], "Binding Update accepted");
        let fields = &option(&frame, 17)["fields"];
        assert_eq!((&fields["status"], &fields["status_name"]), (&json!(status), &json!(name)));
    }
}

#[test]
fn removals_have_the_r_flag() {
    for number in [11, 12, 26, 27] {
        assert_eq!(
            option(&frame(number), 17)["fields"]["flag_names"],
            json!(["Remove (R)"]),
            "frame {number}"
        );
    }
    assert_eq!(frame(11)["message"]["lifetime_seconds"], 3600);
    assert_eq!(frame(26)["message"]["lifetime_seconds"], 0);
}

#[test]
fn return_routability_is_decoded() {
    assert_eq!(frame(14)["message"], json!({"home_init_cookie": "0102030405060708"}));
    assert_eq!(frame(15)["message"], json!({"care_of_init_cookie": "1112131415161718"}));
    assert_eq!(
        frame(16)["message"],
        json!({
            "home_nonce_index": 10,
            "home_init_cookie": "0102030405060708",
            "home_keygen_token": "0011223344556677",
        })
    );
    assert_eq!(
        frame(18)["message"],
        json!({
            "care_of_nonce_index": 20,
            "care_of_init_cookie": "1112131415161718",
            "care_of_keygen_token": "8899aabbccddeeff",
        })
    );
    let update = frame(19);
    assert_eq!(update["message"]["lifetime_seconds"], 420);
    assert_eq!(option(&update, 4)["fields"], json!({"home": 10, "care_of": 20}),);
    let authorization = option(&update, 5);
    assert_eq!((&authorization["offset"], &authorization["length"]), (&json!(18), &json!(12)));
    assert_eq!(authorization["fields"]["authenticator"], "2739d1ed94e18bcea200677a");
}

#[test]
fn headers_in_tunnels_are_those_outside_of_them() {
    assert_eq!(unnumbered(frame(13)), unnumbered(frame(14)));
    assert_eq!(unnumbered(frame(17)), unnumbered(frame(16)));
}

#[test]
fn errors_and_unknown_types_are_decoded() {
    assert_eq!(frame(21)["message"], json!({}));
    assert_eq!(
        frame(23)["message"],
        json!({
            "status": 1,
            "status_name": "Unknown binding for Home Address destination option",
            "home_address": HOME_ADDRESS,
        })
    );
    assert_eq!(frame(25)["message"]["home_address"], "::");
    let unknown = frame(24);
    assert_eq!(unknown["name"], Value::Null);
    assert_eq!(unknown["error"], Value::Null);
    assert_eq!(unknown["disposition"], json!({"binding_error": 2}));
    assert_eq!(unknown["message"]["data"].as_str().unwrap().len(), 20);
}

#[test]
fn malformed_frames_have_an_error_and_an_answer() {
    let cases = [
        (28, "OptionTruncated", 13, json!("discard")),
        (29, "Checksum", 4, json!("discard")),
        (30, "HeaderLen", 1, json!({"parameter_problem": 1})),
        (31, "PayloadProto", 0, json!({"parameter_problem": 0})),
        (32, "OptionLength", 15, json!("discard")),
    ];
    for (number, kind, offset, disposition) in cases {
        let frame = frame(number);
        assert_eq!(frame["error"], json!({"kind": kind, "offset": offset}), "frame {number}");
        assert_eq!(frame["disposition"], disposition, "frame {number}");
    }
    // what can be read is read
    assert_eq!(frame(31)["message"]["lifetime_seconds"], 40);
    assert_eq!(frame(30)["message"], Value::Null);
    assert_eq!(option(&frame(28), 17)["data"], "0000");
    let frame = frame(32);
    let bad = option(&frame, 3);
    assert_eq!((&bad["offset"], &bad["length"]), (&json!(14), &json!(15)));
    assert_eq!(bad["error"], json!({"kind": "OptionLength", "offset": 15}));
    let good = option(&frame, 17);
    assert_eq!((&good["offset"], &good["error"]), (&json!(31), &Value::Null));
    assert_eq!(good["fields"]["identity"], "mn.example.com");
}

#[test]
fn what_does_not_deviate_serialises_to_itself() {
    let mut count = 0;
    for (number, ..) in FRAMES {
        let frame = frame(number);
        if frame["error"].is_null() && frame["deviations"] == json!([]) {
            assert_eq!(frame["rebuilt"], frame["octets"], "frame {number}");
            count += 1;
        }
    }
    assert_eq!(count, 24);
}

// the tree

/// The octets of each dump in a tree, as text2pcap would import them: other lines begin with '#'.
fn imported(tree: &str) -> Vec<String> {
    let mut dumps: Vec<String> = Vec::new();
    for line in tree.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (offset, rest) = line.split_at(6);
        let offset = usize::from_str_radix(offset, 16).unwrap();
        if offset == 0 {
            dumps.push(String::new());
        }
        let octets = dumps.last_mut().unwrap();
        assert_eq!(octets.len(), 2 * offset, "{line}");
        assert!(line.get(6..8).is_none_or(|blank| blank == "  "));
        let rest = rest.trim_start().split("   ").next().unwrap();
        assert!(rest.split(' ').all(|octet| octet.is_empty() || octet.len() == 2), "{line}");
        octets.push_str(&rest.replace(' ', ""));
    }
    dumps
}

#[test]
fn the_tree_shows_every_frame_with_all_its_octets() {
    let output = run(&["captures/bootstrap.pcap"]);
    assert_eq!((status(&output), stderr(&output)), (1, ""));
    let tree = stdout(&output);
    let octets: Vec<_> =
        FRAMES.iter().map(|(number, ..)| frame(*number)["octets"].clone()).collect();
    assert_eq!(json!(imported(tree)), json!(octets));
    for (number, ..) in FRAMES {
        assert!(tree.contains(&format!("# Frame {number}: ")), "frame {number}");
    }
    assert_eq!(tree.lines().last(), Some("# 34 frames, 29 Mobility Headers, 5 malformed"));
    assert!(!tree.contains('\x1b'));
}

#[test]
fn the_tree_explains_fields() {
    let output = run(&["captures/bootstrap.pcap"]);
    let lines: Vec<&str> = stdout(&output).lines().collect();
    for line in [
        "# Frame 3: Binding Update, 56 octets",
        "# 2001:db8:2::55 -> 2001:db8:1::1, Home Address option 2001:db8:1::100",
        "# 2008-01-10T21:20:00.500000Z, 0.500000 s",
        "000004  bc fc                     Checksum: 0xbcfc, good",
        "000008  c0 00                     Flags: 0xc000, Acknowledge (A), Home",
        "#                                   Registration (H)",
        "00000a  03 84                     Lifetime: 900 = 3600 s (1 h)",
        "000010  20 01 0d b8 00 02 00 00     Care-of address: 2001:db8:2::55",
        "000032  01 04 00 00 00 00         PadN: option 1, 4 octets",
        "00000e  81                          Status: 129, Administratively prohibited",
        "# tunnel 2001:db8:2::55 -> 2001:db8:1::1",
        "00000a  00 00                     Lifetime: 0 s",
    ] {
        assert!(lines.contains(&line), "{line}");
    }
}

#[test]
fn the_tree_points_at_what_is_wrong() {
    let output = run(&["captures/bootstrap.pcap"]);
    let tree = stdout(&output);
    for lines in [
        "00000c  11 10                     DNS Update: option 17, 16 octets\n\
         #          ^^ option runs past the end of the header (octet 13)\n",
        "000004  f2 3f                     Checksum: 0xf23f, bad, 0xf23e expected\n\
         #       ^^^^^ checksum is wrong (octet 4)\n",
        "000001  00                        Header Len: 0, 8 octets\n\
         #       ^^ Header Len is too small for the message (octet 1)\n",
        "# answer     discard, ICMPv6 Parameter Problem code 0, pointer 41, to\n\
         #            2001:db8:1::100\n",
        "# answer     discard, ICMPv6 Parameter Problem code 0, pointer 40, to\n\
         #            2001:db8:1::100\n",
        "# note       a node that does not implement this: discard, Binding Error 2 to\n\
         #            2001:db8:2::55 (Unrecognized MH Type value), Home Address ::\n",
        "# answer     silent discard\n",
    ] {
        assert!(tree.contains(lines), "{lines}");
    }
}

#[test]
fn colour_is_for_terminals() {
    let colours = |variable| {
        let mut command = command(&["captures/raw-ip.pcap"]);
        stdout(&command.env(variable, "1").output().unwrap()).contains('\x1b')
    };
    assert!(colours("CLICOLOR_FORCE"));
    assert!(!colours("NO_COLOR"));
}

// capture files

#[test]
fn pcapng_gives_the_objects_of_pcap() {
    assert_eq!(capture("bootstrap.pcapng"), capture("bootstrap.pcap"));
}

#[test]
fn link_types_and_byte_orders_make_no_difference() {
    for name in [
        "raw-ip.pcap",
        "raw-ipv6.pcap",
        "linux-cooked.pcap",
        "linux-cooked-v2.pcap",
        "vlan.pcap",
        "big-endian.pcap",
        "nanosecond.pcap",
    ] {
        let objects: Vec<_> = capture(name).into_iter().map(unnumbered).collect();
        assert_eq!(objects, [unnumbered(frame(3)), unnumbered(frame(4))], "{name}");
        let output = run(&[&format!("captures/{name}")]);
        assert_eq!(status(&output), 0, "{name}");
        assert!(
            stdout(&output).ends_with("\n# 3 frames, 2 Mobility Headers, 0 malformed\n"),
            "{name}"
        );
    }
}

/// The IPv6 packet of frame 3, from a capture of raw IP.
fn packet() -> Vec<u8> {
    let file = std::fs::read(format!("{TESTS}/captures/raw-ip.pcap")).unwrap();
    let length = u32::from_le_bytes(file[32..36].try_into().unwrap());
    file[40..][..usize::try_from(length).unwrap()].to_vec()
}

/// A big-endian pcap file of one frame.
fn pcap(link: u32, frame: &[u8]) -> Vec<u8> {
    let length = u32::try_from(frame.len()).unwrap();
    let words = [0xa1b2_c3d4, 0x0002_0004, 0, 0, 65535, link, 0, 0, length, length];
    words.iter().flat_map(|word: &u32| word.to_be_bytes()).chain(frame.iter().copied()).collect()
}

fn objects_of(file: &[u8]) -> Vec<Value> {
    objects(&feed(&["--json", "-"], file)).into_iter().map(unnumbered).collect()
}

#[test]
fn frames_of_other_links_are_unwrapped() {
    let qinq = [[2; 12].as_slice(), &[0x88, 0xa8, 0, 7, 0x81, 0, 0, 9, 0x86, 0xdd]].concat();
    let ppp_over_ethernet =
        [[2; 12].as_slice(), &[0x88, 0x64, 0x11, 0, 0, 7, 0, 122, 0, 0x57]].concat();
    let cases: [(u32, &[u8]); 12] = [
        (9, &[0xff, 3, 0, 0x57]),
        (9, &[0, 0x57]),
        (9, &[0x57]),
        (50, &[0xff, 3, 0, 0x57]),
        (51, &[0x11, 0, 0, 7, 0, 122, 0, 0x57]),
        (1, &ppp_over_ethernet),
        (0, &[30, 0, 0, 0]),
        (108, &[0, 0, 0, 24]),
        (1, &qinq),
        (12, &[]),
        (14, &[]),
        (0x1000_0065, &[]), // the upper bits tell of a frame check sequence
    ];
    for (link, header) in cases {
        let file = pcap(link, &[header, &packet()].concat());
        assert_eq!(objects_of(&file), [unnumbered(frame(3))], "link type {link}");
    }
}

#[test]
fn pcapng_of_either_byte_order_and_with_simple_packets_is_read() {
    let packet = packet();
    let length = u32::try_from(packet.len()).unwrap();
    assert_eq!(length % 4, 0);
    for order in [u32::to_be_bytes, u32::to_le_bytes] {
        // section header, interface of link type 101 (two 16-bit fields), simple packet
        let link = if order(1) == [0, 0, 0, 1] { 101 << 16 } else { 101 };
        let version = if link == 101 { 1 } else { 1 << 16 };
        let words = [
            0x0a0d_0d0a,
            28,
            0x1a2b_3c4d,
            version,
            u32::MAX,
            u32::MAX,
            28,
            1,
            20,
            link,
            0,
            20,
            3,
            length + 16,
            length,
        ];
        let mut file: Vec<u8> = words.iter().flat_map(|&word| order(word)).collect();
        file.extend(&packet);
        file.extend(order(length + 16));
        assert_eq!(objects_of(&file), [unnumbered(frame(3))]);
    }
}

/// A block of a little-endian pcapng file.
fn block(kind: u32, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 12).unwrap().to_le_bytes();
    [&kind.to_le_bytes(), &length, body, &length].concat()
}

/// A section header, an interface of raw IP with this limit and these options, and more blocks.
fn pcapng(limit: u32, options: &[u8], blocks: &[u8]) -> Vec<u8> {
    let words = [0x1a2b_3c4d, 1, u32::MAX, u32::MAX].map(u32::to_le_bytes);
    let interface = [&[101, 0, 0, 0], &limit.to_le_bytes(), options].concat();
    let section = block(0x0a0d_0d0a, words.as_flattened());
    [&section, &block(1, &interface)[..], blocks].concat()
}

/// An Enhanced Packet Block with the packet of frame 3.
fn enhanced(interface: u32, time: u64) -> Vec<u8> {
    let packet = packet();
    let length = u32::try_from(packet.len()).unwrap();
    let [low, high] = [time & 0xffff_ffff, time >> 32].map(|word| u32::try_from(word).unwrap());
    let words = [interface, high, low, length, length].map(u32::to_le_bytes);
    block(6, &[words.as_flattened(), &packet].concat())
}

#[test]
fn pcapng_may_count_time_in_any_unit() {
    let half_past = "2023-11-14T22:13:20.500000Z";
    let second = 1_700_000_000_u64;
    // if_tsresol; a set first bit means a power of two
    for (unit, time) in [
        (3, second * 1000 + 500),
        (6, second * 1_000_000 + 500_000),
        (9, second * 1_000_000_000 + 500_000_000),
        (0x80 | 1, second * 2 + 1),
        (0x80 | 20, (second << 20) + (1 << 19)),
        (0x80 | 32, (second << 32) + (1 << 31)),
    ] {
        let options = [9, 0, 1, 0, unit, 0, 0, 0, 0, 0, 0, 0];
        let file = pcapng(0, &options, &enhanced(0, time));
        let object = &objects(&feed(&["--json", "-"], &file))[0];
        assert_eq!(object["time"], half_past, "if_tsresol {unit}");
    }
}

#[test]
fn a_frame_of_no_known_interface_is_reported() {
    let obsolete = block(2, &[0; 20]);
    for (blocks, what) in [
        (
            [enhanced(0, 0), enhanced(1, 0)].concat(),
            "the file has a frame of an unknown interface behind frame 1",
        ),
        (obsolete, "the file has an obsolete Packet Block behind frame 0"),
    ] {
        let output = feed(&["-"], &pcapng(0, &[], &blocks));
        assert_eq!(status(&output), 2);
        let sentence = format!("mip6dump: standard input: {what}\n");
        assert_eq!(stderr(&output), sentence);
    }
}

#[test]
fn a_simple_packet_is_as_long_as_its_interface_captures() {
    let packet = packet();
    let length = u32::try_from(packet.len()).unwrap().to_le_bytes();
    // 70 octets, and two that pad the block
    let blocks = block(3, &[&length, &packet[..70], &[0, 0]].concat());
    let output = feed(&["--json", "-"], &pcapng(70, &[], &blocks));
    let object = &objects(&output)[0];
    assert_eq!(object["cut"], "the capture");
    let whole = frame(3)["octets"].as_str().unwrap().to_owned();
    assert_eq!(object["octets"], whole[..12]);
}

#[test]
fn tunnels_in_ipv4_are_opened_too() {
    let packet = packet();
    let length = u16::try_from(packet.len() + 20).unwrap().to_be_bytes();
    let mut outer = vec![0x45, 0, length[0], length[1], 0, 0, 0, 0, 64, 41, 0, 0];
    outer.extend([192, 0, 2, 1, 192, 0, 2, 2]);
    assert_eq!(objects_of(&pcap(101, &[&outer[..], &packet].concat())), [unnumbered(frame(3))]);
}

#[test]
fn a_packet_captured_in_part_is_shown_as_far_as_it_goes() {
    let packet = packet();
    let whole = frame(3)["octets"].as_str().unwrap().to_owned();
    // 64 octets stand before the Mobility Header
    for cut in [65, 70, 100, packet.len() - 1] {
        let output = feed(&["--json", "-"], &pcap(101, &packet[..cut]));
        assert_eq!(status(&output), 1);
        let object = &objects(&output)[0];
        let octets = cut - 64;
        assert_eq!(object["error"], json!({"kind": "Truncated", "offset": octets}));
        assert_eq!(object["octets"], whole[..2 * octets]);
        assert_eq!(object["src"], CARE_OF_ADDRESS);
        assert_eq!(object["payload_proto"], 59);
        assert_eq!(object["message"], Value::Null);
        assert_eq!(object["disposition"], "discard");
    }
}

#[test]
fn a_way_that_ends_before_the_header_is_reported() {
    let packet = packet();
    let mut option = packet.clone();
    // the length of the Home Address option, behind 40 + 7 octets
    assert_eq!(option[46..48], [201, 16]);
    option[47] = 15;
    let mut fragment = packet.clone();
    fragment[6] = 44;
    fragment.splice(40..40, [60, 0, 0, 1, 0, 0, 0, 1]);
    let length = u16::from_be_bytes([fragment[4], fragment[5]]) + 8;
    fragment[4..6].copy_from_slice(&length.to_be_bytes());
    // a fragment is nobody's fault
    let cases = [
        (&option[..], "ExtensionHeader", 47, json!("discard"), 1),
        (&fragment[..], "Fragment", 40, Value::Null, 0),
        (&packet[..50], "Truncated", 50, json!("discard"), 1),
    ];
    for (packet, kind, offset, disposition, code) in cases {
        let output = feed(&["--json", "-"], &pcap(101, packet));
        let object = &objects(&output)[0];
        assert_eq!(object["error"], json!({"kind": kind, "offset": offset}));
        assert_eq!(object["mh_type"], Value::Null);
        assert_eq!(object["src"], CARE_OF_ADDRESS);
        assert_eq!(object["disposition"], disposition, "{kind}");
        assert_eq!(object["octets"].as_str().unwrap().len(), 2 * packet.len());
        assert_eq!(status(&output), code);
    }
}

#[test]
fn a_capture_that_is_cut_off_is_shown_up_to_there() {
    for name in ["bootstrap.pcap", "bootstrap.pcapng"] {
        let path = format!("{TESTS}/captures/{name}");
        let file = std::fs::read(path).unwrap();
        let output = feed(&["--json", "-"], &file[..2000]);
        assert_eq!(status(&output), 2);
        assert!(
            stderr(&output)
                .starts_with("mip6dump: standard input: the file is cut off behind frame ")
        );
        let objects = objects(&output);
        assert!(objects.len() >= 10);
        assert_eq!(objects[0], frame(3));
    }
}

#[test]
fn a_link_type_that_is_not_supported_is_named() {
    let output = feed(&["-"], &pcap(105, &packet()));
    assert_eq!(status(&output), 2);
    assert_eq!(
        stderr(&output),
        "mip6dump: standard input: link type 105 (802.11) is not supported; its frames were left \
         aside\n",
    );
    assert_eq!(stdout(&output), "# 1 frame, 0 Mobility Headers, 0 malformed\n");
}

// what stands around a packet

/// An IPv6 packet between two routers.
fn ipv6(next_header: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len()).unwrap().to_be_bytes();
    let mut packet = vec![0x60, 0, 0, 0, length[0], length[1], next_header, 64];
    packet.extend(std::net::Ipv6Addr::from_str("2001:db8:9::1").unwrap().octets());
    packet.extend(std::net::Ipv6Addr::from_str("2001:db8:9::2").unwrap().octets());
    packet.extend(payload);
    packet
}

/// An IPv4 packet.
fn ipv4(protocol: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 20).unwrap().to_be_bytes();
    let mut packet = vec![0x45, 0, length[0], length[1], 0, 0, 0, 0, 64, protocol, 0, 0];
    packet.extend([192, 0, 2, 1, 192, 0, 2, 2]);
    packet.extend(payload);
    packet
}

fn udp(port: u16, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 8).unwrap();
    let words = [40000, port, length, 0];
    let header = words.iter().flat_map(|word| word.to_be_bytes());
    header.chain(payload.iter().copied()).collect()
}

/// The object of a raw IP packet.
fn object_of(packet: &[u8]) -> Value {
    let objects = objects(&feed(&["--json", "-"], &pcap(101, packet)));
    assert_eq!(objects.len(), 1);
    objects[0].clone()
}

#[test]
fn gre_udp_and_tunnels_are_opened() {
    let packet = packet();
    let gre = [&[0, 0, 0x86, 0xdd], &packet[..]].concat();
    // checksum, key and sequence number present
    let long_gre = [&[0xb0, 0, 0x86, 0xdd], &[7; 12][..], &packet].concat();
    let twice = ipv6(41, &ipv4(41, &packet));
    // RFC 5845 Section 7.2: type 0, IPv6 or GRE, the length of what follows
    let tlv = |next_header, payload: &[u8]| {
        let length = u16::try_from(payload.len()).unwrap().to_be_bytes();
        [&[0, next_header, length[0], length[1]], payload].concat()
    };
    let in_tlv = "UDP 4191 with a TLV header";
    // MPLS, two labels of which the second is the last; a frame of Ethernet, with a VLAN tag
    let labels = [&[0, 0, 0x10, 64, 0, 0, 0x21, 64], &packet[..]].concat();
    let frame_of = |ether_type: &[u8], payload: &[u8]| [&[2; 12], ether_type, payload].concat();
    let tagged = frame_of(&[0x81, 0, 0, 7, 0x86, 0xdd], &packet);
    let in_gre = |protocol: [u8; 2], payload: &[u8]| [&[0, 0], &protocol[..], payload].concat();
    let cases: [(Vec<u8>, &[&str]); 10] = [
        (ipv4(47, &in_gre([0x65, 0x58], &tagged)), &["GRE tunnel"]),
        (ipv4(47, &in_gre([0x88, 0x47], &labels)), &["GRE tunnel"]),
        (ipv4(17, &udp(4191, &tlv(41, &packet))), &[in_tlv]),
        (ipv4(17, &udp(4191, &tlv(47, &gre))), &[in_tlv]),
        (ipv6(47, &gre), &["GRE tunnel"]),
        (ipv4(47, &long_gre), &["GRE tunnel"]),
        (ipv4(17, &udp(4191, &packet)), &["UDP 4191"]),
        (ipv6(41, &packet), &["tunnel"]),
        (ipv6(4, &ipv4(41, &packet)), &["tunnel", "tunnel"]),
        (ipv4(41, &twice), &["tunnel", "tunnel", "tunnel"]),
    ];
    for (packet, kinds) in cases {
        let object = object_of(&packet);
        let layers = object["layers"].as_array().unwrap();
        let found: Vec<_> = layers.iter().map(|layer| layer["kind"].as_str().unwrap()).collect();
        assert_eq!(found, kinds);
        assert_eq!(unnumbered(object), unnumbered(frame(3)));
    }
    let labelled = objects_of(&pcap(1, &frame_of(&[0x88, 0x47], &labels)));
    assert_eq!(labelled, objects_of(&pcap(101, &packet)));
    // a label that is not the last, and a pseudowire
    for octets in [&labels[..4], &[&labels[..8], &[0, 0, 0, 0], &packet].concat()] {
        assert_eq!(objects_of(&pcap(1, &frame_of(&[0x88, 0x47], octets))), [] as [Value; 0]);
    }
    // another version, and a routing field
    for gre in [[0, 1, 0x86, 0xdd], [0x40, 0, 0x86, 0xdd]] {
        let gre = [&gre[..], &packet].concat();
        assert_eq!(objects_of(&pcap(101, &ipv6(47, &gre))), [] as [Value; 0]);
    }
    assert_eq!(objects_of(&pcap(101, &ipv4(17, &udp(4190, &packet)))), [] as [Value; 0]);
    let tlv_of_udp = ipv4(17, &udp(4191, &tlv(17, &packet)));
    assert_eq!(objects_of(&pcap(101, &tlv_of_udp)), [] as [Value; 0]);
}

#[test]
fn in_udp_the_checksum_of_the_header_is_zero() {
    let mut header = packet().split_off(64);
    let wrong = object_of(&ipv4(17, &udp(5436, &header)));
    // RFC 5844 Section 4.1.3.1: it is ignored
    assert_eq!(wrong["checksum_ok"], false);
    assert_eq!(wrong["error"], Value::Null);
    assert_eq!(wrong["disposition"], "accept");
    header[4..6].fill(0);
    let right = object_of(&ipv4(17, &udp(5436, &header)));
    assert_eq!((&right["checksum_ok"], &right["error"]), (&json!(true), &Value::Null));
    assert_eq!((&right["src"], &right["dst"]), (&json!("192.0.2.1"), &json!("192.0.2.2")));
    assert_eq!(right["rebuilt"], right["octets"]);
}

#[test]
fn a_line_ends_with_what_is_wrong() {
    let mut packet = packet();
    // Payload Proto, and with it the checksum
    packet[64] = 58;
    let output = feed(&["--line", "-"], &pcap(101, &packet));
    let text = stdout(&output);
    let (line, _) = text.split_once('\n').unwrap();
    assert!(line.ends_with(" -- checksum is wrong, Payload Proto is not 59"), "{line}");
    let right = feed(&["--line", "-"], &pcap(101, &self::packet()));
    assert!(!stdout(&right).contains("--"));
}

#[test]
fn a_quoted_packet_is_shown_and_not_answered() {
    let icmp = |quoted: &[u8]| ipv6(58, &[&[4, 0, 0, 0, 0, 0, 0, 41], quoted].concat());
    // a Payload Proto that asks for an answer
    let mut packet = packet();
    packet[64] = 58;
    let tree = feed(&["-"], &pcap(101, &icmp(&packet)));
    assert!(!stdout(&tree).contains("# answer"));
    assert!(stdout(&tree).contains("# ICMPv6 Parameter Problem (4, code 0) that quotes this,"));
    let cut = feed(&["--json", "-"], &pcap(101, &icmp(&packet[..80])));
    let object = &objects(&cut)[0];
    assert_eq!((&object["cut"], status(&cut)), (&json!("the ICMPv6 error"), 0));
    assert_eq!((&object["error"], &object["disposition"]), (&Value::Null, &Value::Null));
    // ICMPv4 quotes a tunnel, or what UDP carries
    let udp_header = [&packet[64..68], &[0; 2], &packet[70..]].concat();
    let carriers = [ipv4(41, &packet), ipv4(17, &udp(5436, &udp_header))];
    for (carrier, octets) in carriers.iter().zip([120, 60]) {
        let icmpv4 = |quoted: &[u8]| ipv4(1, &[&[3, 3, 0, 0, 0, 0, 0, 0], quoted].concat());
        let object = object_of(&icmpv4(carrier));
        let kind = "ICMPv4 Destination Unreachable (3, code 3) that quotes this,";
        assert_eq!(object["layers"][0]["kind"], kind);
        // who wrote it is not answered
        assert_eq!(object["disposition"], Value::Null);
        assert_eq!(object["cut"], Value::Null);
        let cut = feed(&["--json", "-"], &pcap(101, &icmpv4(&carrier[..octets])));
        let object = &objects(&cut)[0];
        assert_eq!((&object["cut"], status(&cut)), (&json!("the ICMPv4 error"), 0));
    }
    // an answer to a ping quotes nothing
    let echo = ipv6(58, &[&[129, 0, 0, 0, 0, 0, 0, 41], &packet[..]].concat());
    assert_eq!(objects_of(&pcap(101, &echo)), [] as [Value; 0]);
    let echo = ipv4(1, &[&[8, 0, 0, 0, 0, 0, 0, 0], &packet[..]].concat());
    assert_eq!(objects_of(&pcap(101, &echo)), [] as [Value; 0]);
}

#[test]
fn esp_and_fragments_are_counted() {
    let esp = [ipv6(50, &[1; 40]), ipv4(17, &udp(4500, &[1; 40]))];
    // IKE, and what keeps a translator's entry
    let other = [ipv4(17, &udp(4500, &[0; 40])), ipv4(17, &udp(4500, &[0xff]))];
    let fragment = ipv6(44, &[135, 0, 0, 1, 0, 0, 0, 1, 59, 0, 0, 0, 0, 0, 0, 0]);
    let mut file = pcap(101, &fragment);
    // the first fragment of a tunnel, and one of TCP, in which there is none
    let in_ipv4 = [41, 6].map(|protocol| {
        let mut packet = ipv4(protocol, &[0x60; 24]);
        packet[6] = 0x20;
        packet
    });
    for packet in esp.iter().chain(&other).chain(&in_ipv4) {
        file.extend_from_slice(&pcap(101, packet)[24..]);
    }
    let output = feed(&["-"], &file);
    assert_eq!(status(&output), 0);
    assert!(
        stdout(&output).contains("# fragment   the Mobility Header is in more than one packet")
    );
    assert!(stdout(&output).ends_with(
        "\n# 2 packets of ESP, not decrypted; 2 fragments not reassembled\n\
         # 7 frames, 0 Mobility Headers, 0 malformed\n"
    ));
}

/// A file with the header of a pcap file of raw IP packets, and so much of a packet.
fn raw_pcap(packet: &[u8], captured: usize) -> Vec<u8> {
    let mut file = pcap(101, &packet[..captured]);
    // the length that the frame had
    file[36..40].copy_from_slice(&u32::try_from(packet.len()).unwrap().to_be_bytes());
    file
}

#[test]
fn a_jumbogram_is_not_malformed() {
    // a Jumbo Payload option of 70,008 octets in a Hop-by-Hop Options header; then TCP
    let mut packet = ipv6(0, &[6, 0, 0xc2, 4, 0, 1, 0x11, 0x78]);
    packet[4..6].copy_from_slice(&[0, 0]);
    packet.extend([0; 70_000]);
    let output = feed(&["-"], &raw_pcap(&packet, packet.len()));
    assert_eq!(status(&output), 0);
    assert_eq!(
        stdout(&output),
        "# 1 jumbogram not looked into\n# 1 frame, 0 Mobility Headers, 0 malformed\n"
    );
}

#[test]
fn what_is_malformed_before_a_mobility_header_is_none() {
    // Destination Options before TCP, with an option that runs past their end
    let packet = ipv6(60, &[6, 0, 1, 14, 0, 0, 0, 0]);
    let output = feed(&["--line", "-"], &raw_pcap(&packet, packet.len()));
    assert_eq!(status(&output), 1);
    assert!(stdout(&output).ends_with(
        "\n# 1 IPv6 packet malformed before any Mobility Header\n\
         # 1 frame, 0 Mobility Headers, 1 malformed\n"
    ));
}

#[test]
fn a_frame_of_which_nothing_is_left_is_counted() {
    for captured in [0, 6] {
        let output = feed(&["-"], &raw_pcap(&packet(), captured));
        assert_eq!(
            stdout(&output),
            "# 1 packet cut off on the way\n# 1 frame, 0 Mobility Headers, 0 malformed\n"
        );
    }
}

#[test]
fn what_the_capture_cut_off_is_not_malformed() {
    let packet = packet();
    for cut in [65, 70, 100, packet.len() - 1] {
        let file = raw_pcap(&packet, cut);
        let output = feed(&["--json", "-"], &file);
        let object = &objects(&output)[0];
        assert_eq!((&object["cut"], status(&output)), (&json!("the capture"), 0));
        assert_eq!((&object["error"], &object["disposition"]), (&Value::Null, &Value::Null));
        assert!(stdout(&feed(&["-"], &file)).contains("# cut        by the capture: "));
    }
}

#[test]
fn a_wrong_checksum_may_be_right_over_something_else() {
    // one octet behind the header, and the checksum over both: 0xbcfc less the octet's 0x0100 and the longer length
    let mut trailing = packet();
    trailing.push(1);
    trailing[5] += 1;
    trailing[68..70].copy_from_slice(&0xbbfb_u16.to_be_bytes());
    // the home address ends in 1::100 and the care-of address in 2::55
    let mut care_of = packet();
    care_of[68..70].copy_from_slice(&(0xbcfc_u16 + 1 - 2 + 0x100 - 0x55).to_be_bytes());
    let cases = [
        (trailing, "over all octets of the payload"),
        (care_of, "over the addresses of the IPv6 header"),
    ];
    for (packet, over) in cases {
        let output = feed(&["-"], &pcap(101, &packet));
        let hint = format!("# hint       the checksum would be right {over}\n");
        assert!(stdout(&output).contains(&hint), "{}", stdout(&output));
        assert_eq!(status(&output), 1);
    }
}

#[test]
fn an_unknown_type_is_no_error_of_its_sender() {
    let output = run(&["--type", "99", "captures/bootstrap.pcap"]);
    assert_eq!(status(&output), 0);
    assert!(stdout(&output).contains(
        "# note       a node that does not implement this: discard, Binding Error 2 to\n\
         #            2001:db8:2::55 (Unrecognized MH Type value), Home Address ::\n"
    ));
    assert!(!stdout(&output).contains("# answer"));
}

// answers

/// An IPv6 packet with a Mobility Header, its checksum right.
fn sealed(source: &str, destination: &str, mut header: Vec<u8>) -> Vec<u8> {
    let (source, destination) = (source.parse().unwrap(), destination.parse().unwrap());
    let addresses = mip6_wire::ChecksumAddresses::new(source, destination);
    header[4..6].fill(0);
    let checksum = addresses.checksum(&header);
    header[4..6].copy_from_slice(&checksum.to_be_bytes());
    let mut packet = ipv6(135, &header);
    packet[8..24].copy_from_slice(&source.octets());
    packet[24..40].copy_from_slice(&destination.octets());
    packet
}

/// What the text says behind a heading, its lines joined.
fn remark(packet: &[u8], heading: &str) -> Option<String> {
    let output = feed(&["-"], &pcap(101, packet));
    let start = format!("# {heading:<10} ");
    let mut lines = stdout(&output).lines().skip_while(|line| !line.starts_with(&start));
    let first = lines.next()?.strip_prefix(&start)?.to_owned();
    let more = lines.map_while(|line| line.strip_prefix("#            "));
    Some(more.fold(first, |text, line| format!("{text} {line}")))
}

#[test]
fn no_answer_is_named_that_may_not_be_sent() {
    // RFC 6275 Section 9.3.3 and RFC 4443 Section 2.4 e
    let unknown = vec![59, 1, 99, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let short = vec![59, 0, 5, 0, 0, 0, 0, 0];
    let unicast = "no answer goes to a source that is not unicast";
    let multicast = "no Parameter Problem is sent for a multicast destination";
    let node = "2001:db8:3::7";
    let cases = [
        (&unknown, node, HOME_AGENT, json!({"binding_error": 2}), "2 to 2001:db8:3::7"),
        (&unknown, node, "ff02::1", json!({"binding_error": 2}), "2 to 2001:db8:3::7"),
        (&unknown, "::", HOME_AGENT, json!("discard"), unicast),
        (&unknown, "ff02::1", HOME_AGENT, json!("discard"), unicast),
        (&short, node, HOME_AGENT, json!({"parameter_problem": 1}), "pointer 41, to 2001:db8:3::7"),
        (&short, node, "ff02::1", json!("discard"), multicast),
        (&short, "::", HOME_AGENT, json!("discard"), unicast),
    ];
    for (header, source, destination, disposition, words) in cases {
        let packet = sealed(source, destination, header.clone());
        assert_eq!(object_of(&packet)["disposition"], disposition, "{source} {destination}");
        let heading = if header[2] == 99 { "note" } else { "answer" };
        let answer = remark(&packet, heading).unwrap();
        assert!(answer.contains(words), "{answer}");
        // the same of a header alone
        let text: String = packet[40..].iter().map(|octet| format!("{octet:02x}")).collect();
        let arguments = ["--json", "--hex", "-", "--src", source, "--dst", destination];
        let alone = feed(&arguments, text.as_bytes());
        assert_eq!(objects(&alone)[0]["disposition"], disposition);
    }
    // in UDP over IPv4 there is no packet for a Parameter Problem
    let in_udp = object_of(&ipv4(17, &udp(5436, &short)));
    assert_eq!(in_udp["disposition"], "discard");
    let in_udp = object_of(&ipv4(17, &udp(5436, &unknown)));
    assert_eq!(in_udp["disposition"], json!({"binding_error": 2}));
    let mut from_multicast = ipv4(17, &udp(5436, &unknown));
    from_multicast[12] = 224;
    assert_eq!(object_of(&from_multicast)["disposition"], "discard");
}

#[test]
fn addresses_and_options_that_a_message_cannot_have_are_told() {
    // RFC 6275 Section 6.1.4: a Home Test Init has no Home Address option
    let header = vec![59, 1, 1, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8];
    let sealed_header = sealed(HOME_ADDRESS, HOME_AGENT, header.clone()).split_off(40);
    let mut misplaced = packet();
    misplaced.truncate(64);
    misplaced.extend(sealed_header);
    misplaced[5] = 24 + 16;
    let object = object_of(&misplaced);
    assert_eq!(object["error"], json!({"kind": "HomeAddressOption", "offset": 2}));
    assert_eq!(object["disposition"], "discard");
    // the source address, 8 octets from the start of the packet
    let multicast = sealed("ff02::1", HOME_AGENT, header);
    let object = object_of(&multicast);
    assert_eq!(object["error"], json!({"kind": "NotUnicast", "offset": 8 - 40}));
    // of a header alone there is no such octet
    let text: String = multicast[40..].iter().map(|octet| format!("{octet:02x}")).collect();
    let arguments = ["--json", "--hex", "-", "--src", "ff02::1", "--dst", HOME_AGENT];
    let object = &objects(&feed(&arguments, text.as_bytes()))[0];
    assert_eq!((&object["error"], &object["disposition"]), (&Value::Null, &json!("discard")));
}

#[test]
fn what_is_wrong_before_the_header_is_told() {
    // 64 octets stand before the Mobility Header: 40, and Destination Options with PadN at 42 and the home address at 48
    let mut multicast = packet();
    multicast[48] = 0xff;
    let mut unknown = packet();
    // an option with action bits 10 in place of the PadN
    unknown[42] = 0x9e;
    let mut late = packet();
    late.splice(64..64, [135, 0, 1, 4, 0, 0, 0, 0]);
    late[40] = 0;
    late[5] += 8;
    let cases = [
        (multicast, "HomeAddress", 48, json!({"binding_error": 1}), "Binding Error 1 to"),
        (unknown, "", 42, json!({"parameter_problem": 42 - 64}), "code 2, pointer 42, to"),
        (
            late,
            "HopByHopNotFirst",
            40,
            json!({"parameter_problem": 40 - 72}),
            "code 1, pointer 40, to",
        ),
    ];
    for (packet, kind, offset, disposition, words) in cases {
        let object = object_of(&packet);
        let at = i64::from(packet[5]) + 40 - 56;
        let (error, heading, code) = match kind {
            // that an option is not known is no fault of the sender
            "" => (Value::Null, "note", 0),
            kind => (json!({"kind": kind, "offset": offset - at}), "answer", 1),
        };
        assert_eq!((&object["error"], &object["disposition"]), (&error, &disposition));
        assert_eq!(status(&feed(&["-"], &pcap(101, &packet))), code);
        let text = feed(&["-"], &pcap(101, &packet));
        let joined = stdout(&text).replace("\n#            ", " ");
        assert!(joined.contains(words), "{joined}");
        assert!(joined.contains(&format!("# {heading:<10} ")), "{joined}");
        assert!(joined.contains(&format!("(octet {offset} of the packet)")), "{joined}");
    }
}

#[test]
fn a_binding_update_asks_something_of_the_dns() {
    let asked = |number| frame(number)["dns_update"].clone();
    let entry =
        |action: &str| json!({"action": action, "name": "mn.example.com", "address": HOME_ADDRESS});
    assert_eq!(asked(3), entry("create_or_update"));
    assert_eq!(asked(26), entry("remove"));
    // an acknowledgement, a Binding Update to a correspondent, one that is discarded
    for number in [4, 19, 28, 29] {
        assert_eq!(asked(number), Value::Null, "frame {number}");
    }
    assert_eq!(
        remark(&packet(), "DNS").unwrap(),
        "create or update the AAAA record of mn.example.com with 2001:db8:1::100, and the PTR record back"
    );
}

// streams

#[test]
fn gzip_is_unpacked() {
    for name in ["bootstrap.pcap", "bootstrap.pcapng"] {
        let file = std::fs::read(format!("{TESTS}/captures/{name}")).unwrap();
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(&file).unwrap();
        let packed = packed.finish().unwrap();
        assert_eq!(objects(&feed(&["--json", "-"], &packed)), capture(name));
        let cut = feed(&["--json", "-"], &packed[..packed.len() - 20]);
        assert_eq!(status(&cut), 2);
        assert!(stderr(&cut).contains("the file is cut off behind frame"));
    }
}

#[test]
fn a_live_capture_is_shown_as_it_comes() {
    let file = std::fs::read(format!("{TESTS}/captures/bootstrap.pcap")).unwrap();
    let mut child =
        command(&["--line", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // the whole file, but the last octet of its last frame
    input.write_all(&file[..file.len() - 1]).unwrap();
    let mut lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
    for (number, ..) in FRAMES {
        let line = lines.next().unwrap().unwrap();
        assert_eq!(line.split_whitespace().next().unwrap(), number.to_string());
    }
    input.write_all(&file[file.len() - 1..]).unwrap();
    drop(input);
    assert!(lines.next().unwrap().unwrap().starts_with("# 34 frames"));
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

// modes and filters

#[test]
fn a_line_says_when_who_and_what() {
    let output = run(&["--line", "captures/bootstrap.pcap"]);
    let lines: Vec<_> = stdout(&output).lines().collect();
    assert_eq!(lines.len(), FRAMES.len() + 1);
    assert_eq!(
        lines[1],
        "    4    0.750000 2001:db8:1::1 > 2001:db8:2::55 (2001:db8:1::100) Binding Acknowledgement: \
         status Binding Update accepted, flags 0, sequence 4660, lifetime 3600 s [DNS Update]"
    );
    assert!(lines[24].ends_with("option runs past the end of the header"), "{}", lines[24]);
}

#[test]
fn a_ladder_has_a_column_for_each_node() {
    let output = run(&["--ladder", "captures/bootstrap.pcap"]);
    let ladder = stdout(&output);
    assert!(ladder.starts_with(
        "# A is 2001:db8:1::100\n\
         # A is also 2001:db8:2::55\n\
         # B is 2001:db8:1::1\n\
         #            A     B\n   \
         0.500000  |---->|  3 Binding Update\n   \
         0.750000  |<----|  4 Binding Acknowledgement\n"
    ));
    // the care-of address alone is the same node's
    assert!(ladder.contains("   3.500000  |---------->|  15 Care-of Test Init\n"));
    assert!(ladder.contains("   5.750000  |---->|     |  24 MH Type 99\n"));
}

#[test]
fn a_picture_has_an_arrow_for_each_message() {
    let output = run(&["--svg", "captures/bootstrap.pcap"]);
    let svg = stdout(&output);
    assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
    assert_eq!(svg.matches("<polygon").count(), FRAMES.len());
    for text in [HOME_AGENT, HOME_ADDRESS, CORRESPONDENT, "15 Care-of Test Init"] {
        assert!(svg.contains(&format!("\n{text}\n")), "{text}");
    }
}

#[test]
fn a_summary_counts_messages_and_pairs() {
    let output = run(&["--summary", "captures/bootstrap.pcap"]);
    for line in [
        "# 8.250000 s from the first frame to the last",
        "      12  Binding Update, 5 malformed",
        "       1  MH Type 99",
        "       6  2001:db8:1::100 > 2001:db8:1::1, 5 malformed",
    ] {
        assert!(stdout(&output).lines().any(|found| found == line), "{line}");
    }
}

#[test]
fn filters_choose_messages() {
    let numbers = |arguments: &[&str]| -> Vec<u64> {
        let arguments = [arguments, &["--json", "captures/bootstrap.pcap"]].concat();
        let objects = objects(&run(&arguments));
        objects.iter().map(|object| object["frame"].as_u64().unwrap()).collect()
    };
    assert_eq!(numbers(&["--type", "CoTI"]), [15]);
    assert_eq!(numbers(&["--type", "home test", "--type", "3"]), [16, 17]);
    assert_eq!(numbers(&["--type", "be", "--address", CORRESPONDENT]), [23]);
    assert_eq!(
        numbers(&["--address", "2001:db8:3::/48"]),
        [13, 14, 15, 16, 17, 18, 19, 20, 21, 23]
    );
    assert_eq!(numbers(&["--malformed"]), [28, 29, 30, 31, 32]);
    assert_eq!(numbers(&["--address", "::/0"]).len(), FRAMES.len());
    assert_eq!(numbers(&["--address", "0.0.0.0/0"]), [0; 0]);
}

#[test]
fn text_is_80_columns_wide() {
    for mode in [&[][..], &["--ladder"], &["--summary"]] {
        let arguments = [mode, &["captures/bootstrap.pcap"]].concat();
        let output = run(&arguments);
        let line = stdout(&output).lines().find(|line| line.chars().count() > 80);
        assert_eq!(line, None, "{mode:?}");
    }
}

#[test]
fn many_nodes_and_long_addresses_fit_80_columns() {
    let mut file = pcap(101, &[]);
    file.truncate(24);
    for node in 1..=12 {
        // a Binding Acknowledgement without a length that suffices
        let source = format!("2001:db8::{node}");
        let packet = sealed(&source, HOME_AGENT, vec![59, 0, 6, 0, 0, 0, 0, 0]);
        file.extend_from_slice(&pcap(101, &packet)[24..]);
    }
    let long = ["2001:db8:1111:2222:3333:4444:5555:6666", "2001:db8:1111:2222:3333:4444:5555:7777"];
    let packet = sealed(long[0], long[1], vec![59, 0, 6, 0, 0, 0, 0, 0]);
    file.extend_from_slice(&pcap(101, &packet)[24..]);
    let summary = feed(&["--summary", "-"], &file);
    let pair = format!("       1  {} >\n            {}, 1 malformed\n", long[0], long[1]);
    assert!(stdout(&summary).contains(&pair));
    let output = feed(&["--ladder", "-"], &file);
    let ladder = stdout(&output);
    assert!(ladder.contains("# * is all others\n"));
    assert_eq!(ladder.matches("12 Binding").count(), 1);
    assert_eq!(ladder.lines().find(|line| line.chars().count() > 80), None);
}

// hex text

/// The octets of the first object that hex text gives.
fn octets_of(text: &str) -> String {
    let output = feed(&["--json", "--hex", "-"], text.as_bytes());
    assert_eq!(stderr(&output), "");
    objects(&output)[0]["octets"].as_str().unwrap().to_owned()
}

#[test]
fn hex_text_may_be_written_in_many_ways() {
    for text in [
        "3b 01 02 00 05 9d 00 00 11 12 13 14 15 16 17 18",
        "3b010200059d00001112131415161718\n",
        "3B:01:02:00:05:9D:00:00\n11:12:13:14:15:16:17:18",
        "0x3b, 0x01, 0x02,0x00, 0x05,0x9d, 0x00, 0x00,\n0x1112131415161718",
        "# a comment\n3b01 0200 # the start\n  059d 0000\n# in between\n1112 1314 1516 1718",
        "@kind mobility-header\n3b010200059d0000 # 0\n1112131415161718 # 8\n",
        "0000  3b 01 02 00 05 9d 00 00  11 12 13 14 15 16 17 18  |;...............|\n0010\n",
        "00000000: 3b01 0200 059d 0000 1112 1314 1516 1718  ;...............",
        "\t0x0000:  3b01 0200 059d 0000\n\t0x0008:  1112 1314 1516 1718\n",
        "000  3b    Payload Proto\n001  01 02 00   ab cd\n004  05 9d 00 00 11 12 13 14 15 16 17 18",
        "\u{feff}3b 01 02 00 05 9d 00 00 11 12 13 14 15 16 17 18\r\n",
        "0000   3b 01 02 00 05 9d 00 00   aa bb\r\n0008   11 12 13 14 15 16 17 18   ........\r\n",
    ] {
        assert_eq!(octets_of(text), "3b010200059d00001112131415161718", "{text}");
    }
}

#[test]
fn hex_text_may_come_from_logs_and_programs() {
    for text in [
        "07[ENC] <con|2>    0: 3B 01 02 00 05 9D 00 00 11 12 13 14 15 16 17 18  ;...............",
        "Nov 25 01:10:00 moon charon: 07[ENC]    0: 3B 01 02 00 05 9D 00 00 11 12 13 14 15 16 17 18",
        "07[ENC] parsed 16 bytes @ 0x7f\n07[ENC]    0: 3B 01 02 00 05 9D 00 00  ;.......\n\
         07[ENC]    8: 11 12 13 14 15 16 17 18  ........",
        "| data:\n|   3b 01 02 00  05 9d 00 00  11 12 13 14  15 16 17 18   ;...............\n| end",
        "unsigned char x[16] = {\n  0x3b, 0x01, 2, 0x00, /* 0xff */ 0x05, 0x9d, 0x00, 0x00, // 0xff\n  \
         0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18\n};",
        "let x = [0x3b_u8, 0x01, 2, 0, 0x05, 0x9d, 0, 0, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18];",
        r"\x3b\x01\x02\x00\x05\x9d\x00\x00\x11\x12\x13\x14\x15\x16\x17\x18",
        r#"x = b';\x01\x02\0\x05\x9d\0\0\x11\x12\x13\x14\x15' b"\x16\x17\x18""#,
    ] {
        assert_eq!(octets_of(text), "3b010200059d00001112131415161718", "{text}");
    }
    let text = "0000000 013b 0002 9d05 0000 1211 1413 1615 1817";
    let words = feed(&["--hex", "-"], text.as_bytes());
    assert!(stderr(&words).contains("line 1, column 9: words of 16 bits"), "{}", stderr(&words));
}

#[test]
fn hex_text_may_hold_whole_packets() {
    let packet = packet();
    let words = |octets: &[u8]| -> String {
        let lines = (0..).step_by(16).zip(octets.chunks(16));
        lines
            .map(|(at, line)| {
                let pairs = line.chunks(2).map(|pair| pair.iter().map(|o| format!("{o:02x}")));
                let pairs: Vec<_> = pairs.map(|pair| pair.collect::<String>()).collect();
                format!("\t{at:#06x}:  {}\n", pairs.join(" "))
            })
            .collect()
    };
    let ethernet = [&[2; 12][..], &[0x86, 0xdd], &packet].concat();
    let udp = ipv4(17, &udp(4191, &packet));
    // as tcpdump prints them
    let text = [&packet[..], &ethernet, &udp]
        .map(|packet| {
            format!("21:20:00.500000 IP6 a > b: [0] mobility: BU seq#=1\n{}", words(packet))
        })
        .concat();
    let output = feed(&["--json", "--hex", "-"], text.as_bytes());
    let objects: Vec<_> = objects(&output).into_iter().map(unnumbered).collect();
    assert_eq!(objects, [(); 3].map(|()| unnumbered(frame(3))));
    assert_eq!(stderr(&output), "");
}

#[test]
fn the_first_payload_has_a_name() {
    let file = "vectors/ikev2/i04-configuration-reply-home-prefix.hex";
    let by = |name: &str| objects(&run(&["--json", "--hex", file, "--ikev2", name]));
    assert_eq!(by("CP"), by("47"));
    assert_eq!(by("configuration"), by("47"));
}

#[test]
fn the_tree_can_be_read_back() {
    let tree = run(&["captures/bootstrap.pcap"]);
    let again = feed(&["--json", "--hex", "-"], &tree.stdout);
    let octets = |objects: Vec<Value>| -> Vec<Value> {
        objects.into_iter().map(|object| object["octets"].clone()).collect()
    };
    assert_eq!(octets(objects(&again)), octets(capture("bootstrap.pcap")));
}

#[test]
fn paragraphs_are_headers() {
    let text = "3b 00 00 00\n67 f3 00 00\n\n  \n# the second\n3b0063000000 0000\n";
    let output = feed(&["--json", "--hex", "-"], text.as_bytes());
    let objects = objects(&output);
    assert_eq!(objects.len(), 2);
    assert_eq!(
        (&objects[0]["frame"], &objects[0]["name"]),
        (&json!(1), &json!("Binding Refresh Request"))
    );
    assert_eq!((&objects[1]["frame"], &objects[1]["mh_type"]), (&json!(2), &json!(99)));
    assert_eq!(status(&output), 0);
}

#[test]
fn wrong_hex_text_is_reported_with_line_and_column() {
    for (text, what) in [
        ("3b 00\n00 0g", "line 2, column 5: 'g' is not a hexadecimal digit"),
        ("3b 000", "line 1, column 4: '000' has an odd number of digits"),
        ("# ok\n\n  3b:0x1", "line 3, column 8: '1' has an odd number of digits"),
        ("0000 3b 00\n0003 00", "line 2, column 1: offset 0x3, but 0x2 octets stand before it"),
        ("ä3b", "line 1, column 1: 'ä' is not a hexadecimal digit"),
        ("3b\n\x1b", r"line 2, column 1: '\u{1b}' is not a hexadecimal digit"),
        (r" ;\x01\x02\0", "line 1, column 2: ';' may be an octet: put the string in quotes"),
    ] {
        let output = feed(&["--hex", "-"], text.as_bytes());
        assert_eq!(status(&output), 2);
        assert_eq!(stderr(&output), format!("mip6dump: standard input, {what}\n"));
        assert_eq!(stdout(&output), "");
    }
}

#[test]
fn the_checksum_of_hex_text_needs_addresses() {
    let update = frame(3)["octets"].as_str().unwrap().to_owned();
    let checked = |arguments: &[&str]| {
        let output = feed(&[&["--json", "--hex", "-"], arguments].concat(), update.as_bytes());
        let object = objects(&output)[0].clone();
        (status(&output), object["checksum_ok"].clone(), object["home_address"].clone())
    };
    assert_eq!(checked(&[]), (0, Value::Null, Value::Null));
    assert_eq!(checked(&["--src", HOME_ADDRESS]), (0, Value::Null, Value::Null));
    assert_eq!(
        checked(&["--src", HOME_ADDRESS, "--dst", HOME_AGENT]),
        (0, json!(true), Value::Null),
    );
    assert_eq!(
        checked(&["--src", CARE_OF_ADDRESS, "--dst", HOME_AGENT]),
        (1, json!(false), Value::Null),
    );
    assert_eq!(
        checked(&["--src", CARE_OF_ADDRESS, "--dst", HOME_AGENT, "--home-address", HOME_ADDRESS]),
        (0, json!(true), json!(HOME_ADDRESS)),
    );
}

#[test]
fn octets_behind_a_header_are_set_apart() {
    let output = feed(&["--json", "--hex", "-"], b"3b 00 00 00 67 f3 00 00  01 02 03");
    let object = &objects(&output)[0];
    assert_eq!(object["octets"], "3b00000067f30000");
    assert_eq!(object["trailing"], "010203");
    assert_eq!((status(&output), &object["error"]), (0, &Value::Null));
}

#[test]
fn labels_and_other_identities_are_told_apart() {
    let form = |identity: &str| {
        let length = identity.len() / 2 + 2;
        let padding = "00".repeat((8 - (14 + length) % 8) % 8);
        let total = (14 + length).div_ceil(8) - 1;
        let text = format!(
            "3b{total:02x}0500 0000 0001 c000 000a 11{length:02x}0000 {identity} {padding}"
        );
        let output = feed(&["--json", "--hex", "-"], text.as_bytes());
        let fields = option(&objects(&output)[0], 17)["fields"].clone();
        assert_eq!(fields["identity_octets"], identity);
        (fields["identity_form"].clone(), fields["identity"].clone())
    };
    assert_eq!(form("6d6e2e636f6d"), (json!("text"), json!("mn.com")));
    assert_eq!(form("026d6e03636f6d00"), (json!("labels"), json!("mn.com")));
    assert_eq!(form("ff1b5b"), (json!("octets"), Value::Null));
    assert_eq!(form(""), (json!("empty"), Value::Null));
}

// the vectors

/// A vector's file: its `@key value` lines.
fn metadata<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let line = text
        .lines()
        .find(|line| line.strip_prefix('@').is_some_and(|line| line.starts_with(key)))?;
    line.split_once(' ').map(|(_, value)| value)
}

fn vectors(directory: &str) -> Vec<(String, String)> {
    let path = format!("{TESTS}/vectors/{directory}");
    let files = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|file| (file.display().to_string(), std::fs::read_to_string(&file).unwrap()))
        .collect()
}

#[test]
fn the_vectors_have_the_disposition_and_the_error_that_their_notes_tell() {
    let mut count = 0;
    for (file, text) in [vectors("message"), vectors("malformed")].concat() {
        if metadata(&text, "kind") != Some("mobility-header") {
            continue;
        }
        let source = metadata(&text, "source").unwrap();
        let destination = metadata(&text, "destination").unwrap();
        let output = run(&["--json", "--hex", &file, "--src", source, "--dst", destination]);
        let object = &objects(&output)[0];
        let disposition = match &object["disposition"] {
            Value::String(word) => word.clone(),
            other => {
                let (kind, number) = other.as_object().unwrap().iter().next().unwrap();
                format!("{} {number}", kind.replace('_', "-"))
            }
        };
        assert_eq!(Some(&disposition[..]), metadata(&text, "disposition"), "{file}");
        // that the type is unknown is no error of the message
        if !disposition.starts_with("binding-error") {
            // a Parameter Problem points at the error
            let pointer = disposition.strip_prefix("parameter-problem ");
            let offset = metadata(&text, "error-offset").or(pointer);
            let offset = offset.map(|offset| offset.parse::<u64>().unwrap());
            assert_eq!(object["error"]["offset"], json!(offset), "{file}");
            assert_eq!(status(&output), i32::from(offset.is_some()), "{file}");
        }
        if disposition == "accept" && object["deviations"] == json!([]) {
            assert_eq!(object["rebuilt"], object["octets"], "{file}");
        }
        count += 1;
    }
    assert!(count >= 34, "{count}");
}

/// The octets of a vector.
fn vector_octets(text: &str) -> Vec<u8> {
    let lines = text.lines().filter(|line| !line.starts_with('@'));
    let digits: String =
        lines.filter_map(|line| line.split('#').next()).flat_map(str::split_whitespace).collect();
    (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
        .collect()
}

/// What is printed of a vector that is a header or an IPv6 packet, an option, a chain of payloads or an attribute; and
/// nothing of others. An option is put into a Binding Update, an attribute into a CFG_REPLY.
fn shown(mode: &[&str], text: &str) -> Option<Output> {
    let mut octets = vector_octets(text);
    let mut arguments = [mode, &["--hex", "-"]].concat();
    match metadata(text, "kind").unwrap() {
        "mobility-header" | "ipv6-packet" => {}
        "mobility-option" => {
            octets.splice(..0, [59, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
            match octets.len().next_multiple_of(8) - octets.len() {
                0 => {}
                1 => octets.push(0),
                more => {
                    octets.extend([1, more as u8 - 2]);
                    octets.resize(octets.len() + more - 2, 0);
                }
            }
            octets[1] = (octets.len() / 8 - 1) as u8;
        }
        "ikev2-payloads" => arguments.extend(["--ikev2", metadata(text, "first-payload").unwrap()]),
        "ikev2-attribute" => {
            let length = (8 + octets.len()) as u8;
            octets.splice(..0, [0, 0, 0, length, 2, 0, 0, 0]);
            arguments.extend(["--ikev2", "CP"]);
        }
        _ => return None,
    }
    let digits: String = octets.iter().map(|octet| format!("{octet:02x}")).collect();
    Some(feed(&arguments, digits.as_bytes()))
}

/// Fields that the RFCs give no form that the program could show, or that have one that is a number in hexadecimal; a
/// report of an Option Code that is not registered, records of MLDv1, and what is malformed inside of an option of good length.
const OPAQUE: [&str; 20] = [
    "Authentication data",
    "Authenticator",
    "Body",
    "CGA parameters",
    "Care-of init cookie",
    "Care-of keygen token",
    "Data",
    "Group",
    "Home init cookie",
    "Home keygen token",
    "Identifier",
    "Interface identifier",
    "Link layer address",
    "Location",
    "Malformed",
    "Permanent home keygen token",
    "Records",
    "Report",
    "SPI",
    "Signature",
];

#[test]
fn every_field_of_a_vector_is_shown() {
    let mut opaque = std::collections::BTreeSet::new();
    let mut count = 0;
    let directories = ["message", "option", "ikev2"];
    for (file, text) in directories.map(vectors).concat() {
        if metadata(&text, "error-offset").is_some() {
            continue;
        }
        let Some(output) = shown(&[], &text) else {
            continue;
        };
        count += 1;
        let output = stdout(&output);
        assert!(!output.contains("Not decoded"), "{file}: {output}");
        let indent = |field: &str| field.len() - field.trim_start().len();
        let fields: Vec<_> = output
            .lines()
            .filter_map(|line| line.get(34..))
            .filter(|field| !field.trim().is_empty())
            .collect();
        for (at, field) in fields.iter().enumerate() {
            // what has fields of its own is shown by them
            if fields.get(at + 1).is_some_and(|next| indent(next) > indent(field)) {
                continue;
            }
            if let Some((name, value)) = field.trim().split_once(": ")
                && let Some((number, "octet" | "octets")) = value.split_once(' ')
                && number.parse::<usize>().is_ok()
            {
                opaque.insert(name.to_owned());
            }
        }
    }
    assert!(count >= 150, "{count}");
    let opaque: Vec<_> = opaque.iter().collect();
    assert_eq!(opaque, OPAQUE);
}

/// The fields of an option's vector, as JSON.
fn fields_of_option(name: &str) -> Value {
    let text = std::fs::read_to_string(format!("{TESTS}/vectors/option/{name}.hex")).unwrap();
    let mut object = objects(&shown(&["--json"], &text).unwrap()).remove(0);
    object["options"][0]["fields"].take()
}

/// What the notes of the vectors say.
#[test]
fn what_lies_inside_of_fields_is_shown() {
    let flow = fields_of_option("45-flow-identification");
    assert_eq!(flow["sub_option"][0]["fields"], json!({"binding_ids": [5, 6]}));
    assert_eq!(
        flow["sub_option"][3]["fields"]["selector"],
        json!({"flags": 0x0080_0000, "flag_names": ["I"], "start_destination_port": 80})
    );
    let qos = fields_of_option("58-quality-of-service");
    assert_eq!(
        qos["sub_option"][9]["fields"]["selector"],
        json!({
            "flags": 0x8080_0000_u32, "flag_names": ["A", "I"],
            "start_source_address": "192.0.2.1", "start_destination_port": 80,
        })
    );
    assert_eq!(
        fields_of_option("60-multicast-mobility")["report"],
        json!({"record_count": 1, "record": [{"kind": 2, "name": "MODE_IS_EXCLUDE", "fields": {
            "multicast_address": "ff3e::dead:beef", "sources": ["2001:db8:5::1"], "auxiliary_data": "",
        }}]})
    );
    assert_eq!(
        fields_of_option("40-context-request")["requests"]["request"][2],
        json!({"kind": 19, "name": "Vendor Specific", "fields": {"data": "000028af01"}})
    );
    assert_eq!(
        fields_of_option("57-active-multicast-subscription-ipv6-mldv1")["context"],
        json!({"multicast_address": "ff3e::1122:3344"})
    );
    let access = fields_of_option("52-access-network-identifier");
    assert_eq!(access["sub_option"][1]["fields"], json!({"latitude": 53, "longitude": -23}));
    let malformed = chain("CP", "0000000d 02000000 000e0001 08");
    assert_eq!(malformed["payloads"][0]["attributes"][0]["data"], "08");
    let supported = chain("CP", "00000010 02000000 000e0004 0008 4001");
    assert_eq!(
        supported["payloads"][0]["attributes"][0]["fields"],
        json!({
            "attribute_types": [8, 0x4001],
            "attribute_type_names": ["INTERNAL_IP6_ADDRESS", null],
        })
    );
}

#[test]
fn the_payload_vectors_are_read_and_written_back() {
    let (mut count, mut assignments) = (0, 0);
    for (file, text) in [vectors("ikev2"), vectors("malformed")].concat() {
        if metadata(&text, "kind") != Some("ikev2-payloads") {
            continue;
        }
        let first = metadata(&text, "first-payload").unwrap();
        let output = run(&["--json", "--hex", &file, "--ikev2", first]);
        let object = &objects(&output)[0];
        let offset = metadata(&text, "error-offset").map(|offset| offset.parse::<u64>().unwrap());
        assert_eq!(object["error"]["offset"], json!(offset), "{file}");
        assert_eq!(status(&output), i32::from(offset.is_some()), "{file}");
        if offset.is_none() && object["deviations"] == json!([]) {
            assert_eq!(object["rebuilt"], object["octets"], "{file}");
        }
        if let Some(assignment) = metadata(&text, "assignment") {
            let found = object["assignment"].as_object().unwrap();
            let (kind, value) = found.iter().next().unwrap();
            let value = value.as_str().unwrap();
            let (expected, detail) = assignment.split_once(' ').unwrap_or((assignment, ""));
            match (expected, detail) {
                ("malformed", _) => assert_eq!(kind, "refused", "{file}"),
                // the number of the Notify that reports it
                ("refused", number) => assert!(value.ends_with(&format!("({number})")), "{value}"),
                (_, value_there) => assert_eq!(
                    (kind.replace('_', "-"), value),
                    (expected.to_owned(), value_there),
                    "{file}"
                ),
            }
            assignments += 1;
        }
        let tree = run(&["--hex", &file, "--ikev2", first]);
        assert_eq!(json!(imported(stdout(&tree))), json!([object["octets"]]), "{file}");
        count += 1;
    }
    assert!(count >= 20 && assignments >= 6, "{count} {assignments}");
}

#[test]
fn a_home_prefix_and_an_assigned_home_address_are_decoded() {
    let reply = run(&[
        "--json",
        "--hex",
        "vectors/ikev2/i04-configuration-reply-home-prefix.hex",
        "--ikev2",
        "47",
    ]);
    let payload = &objects(&reply)[0]["payloads"][0];
    assert_eq!(payload["fields"], json!({"cfg_type": 2, "cfg_type_name": "CFG_REPLY"}));
    let attribute = &payload["attributes"][0];
    assert_eq!((&attribute["kind"], &attribute["name"]), (&json!(16), &json!("MIP6_HOME_PREFIX")));
    assert_eq!((&attribute["offset"], &attribute["length"]), (&json!(8), &json!(21)));
    assert_eq!(
        attribute["fields"],
        json!({
            "lifetime": 86400, "lifetime_seconds": 86400, "prefix": "2001:db8:1::", "prefix_len": 64,
        }),
    );

    let assigned =
        run(&["--json", "--hex", "vectors/ikev2/i05-use-assigned-hoa.hex", "--ikev2", "41"]);
    let payloads = &objects(&assigned)[0]["payloads"];
    assert_eq!(payloads[0]["fields"]["notify_type"], 42);
    assert_eq!(payloads[0]["fields"]["notify_type_name"], "USE_ASSIGNED_HoA");
    assert_eq!(payloads[1]["attributes"][0]["fields"]["address"], HOME_ADDRESS);
}

/// The objects of a chain, written as hexadecimal digits.
fn chain(first: &str, text: &str) -> Value {
    let output = feed(&["--json", "--hex", "-", "--ikev2", first], text.as_bytes());
    objects(&output)[0].clone()
}

#[test]
fn a_chain_says_what_it_assigns() {
    let address = "0008 0011 20010db8000100000000000000000100 40";
    let attribute =
        |cfg_type: u8| format!("00000 01d {cfg_type:02x}000000 {address}").replace(' ', "");
    let assignment = |first: &str, text: &str| chain(first, text)["assignment"].clone();
    // a reply, a request, a set
    assert_eq!(assignment("CP", &attribute(2)), json!({"use_assigned": HOME_ADDRESS}));
    assert_eq!(assignment("CP", &attribute(1)), Value::Null);
    let nothing = json!({"refused": "neither a home prefix nor an address"});
    assert_eq!(assignment("CP", &attribute(3)), nothing);
    // a mobile node's identity
    let identity = "00000016 02000000 6d6e2e6578616d706c652e636f6d";
    assert_eq!(assignment("IDi", identity), Value::Null);
    assert_eq!(assignment("IDr", identity), nothing);
    // USE_ASSIGNED_HoA alone
    assert_eq!(
        assignment("N", "000000080000002a"),
        json!({"refused": "USE_ASSIGNED_HoA without an address"})
    );
    let text = feed(&["--hex", "-", "--ikev2", "CP"], attribute(2).as_bytes());
    assert!(stdout(&text).contains("# assignment the home address is 2001:db8:1::100\n"));
}

#[test]
fn identities_and_unknown_critical_payloads_are_decoded() {
    let output = run(&[
        "--json",
        "--hex",
        "vectors/ikev2/i33-unknown-payload-critical.hex",
        "--ikev2",
        "35",
    ]);
    let object = &objects(&output)[0];
    assert_eq!(object["payloads"][0]["fields"]["data"], "mn.example.com");
    assert_eq!(object["payloads"][1]["critical"], true);
    assert_eq!(object["payloads"][1]["data"], "deadbeef");
    assert_eq!(object["disposition"], json!({"notify": 1}));
}

// the command line

#[test]
fn help_and_version_are_given() {
    let help = run(&["--help"]);
    assert_eq!((status(&help), stderr(&help)), (0, ""));
    for option in
        ["--hex", "--src", "--dst", "--home-address", "--json", "--ikev2", "--man", "Exit status"]
    {
        assert!(stdout(&help).contains(option), "{option}");
    }
    assert!(stdout(&help).lines().all(|line| line.chars().count() <= 80));
    // every member of an object
    let chain = chain("CP", "00000008 02000000");
    for object in [frame(3), frame(31), chain] {
        for member in object.as_object().unwrap().keys() {
            let is_listed = stdout(&help)
                .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
                .any(|word| word == member);
            assert!(is_listed, "{member}");
        }
    }
    let version = run(&["-V"]);
    assert_eq!(stdout(&version), concat!("mip6dump ", env!("CARGO_PKG_VERSION"), "\n"));
}

/// The words of a text without what sets them off.
fn words(text: &str) -> Vec<String> {
    let plain = text.replace("\\&", "").replace("\\-", "-");
    let plain = plain.replace("\\e", "\\");
    plain.split_whitespace().map(str::to_lowercase).collect()
}

#[test]
fn the_manual_page_is_the_help_text() {
    let (page, help) = (run(&["--man"]), run(&["--help"]));
    assert_eq!((status(&page), stderr(&page)), (0, ""));
    let requests: Vec<&str> =
        (stdout(&page).lines()).filter(|line| line.starts_with('.')).collect();
    let headings: Vec<&str> =
        (requests.iter()).filter_map(|request| request.strip_prefix(".SH ")).collect();
    assert_eq!(
        headings,
        [
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "MODES",
            "FILTERS",
            "HEXADECIMAL TEXT",
            "ABOUT THIS PROGRAM",
            "WHAT IS LOOKED INTO",
            "THE ANSWER",
            "OCTETS AS INPUT",
            "EXIT STATUS",
            "JSON OBJECTS",
        ]
    );
    for option in ["--line", "--address ADDR[/LEN]", "-h, --help", "payload_proto"] {
        let term = format!(".B {}", option.replace('-', "\\-"));
        assert!(requests.iter().any(|request| request.starts_with(&term)), "{option}");
    }
    // the same words in the same order, behind the name and the usage, which stands elsewhere
    let (_, description) = stdout(&page).split_once(".SH DESCRIPTION\n").unwrap();
    let description: String = (description.lines())
        .map(|line| match line.split_once(' ') {
            Some((".SH" | ".B", text)) => format!("{text}\n"),
            _ if line.starts_with('.') => String::new(),
            _ => format!("{line}\n"),
        })
        .collect();
    let (first, rest) = stdout(&help).split_once("Usage: ").unwrap();
    let (_, rest) = rest.split_once("\n\n").unwrap();
    assert_eq!(words(&description), words(&format!("{first} {rest}")));
}

#[test]
fn wrong_usage_is_one_sentence_and_status_2() {
    let cases: [(&[&str], &str); 12] = [
        (&[], "no file was given"),
        (&["--json"], "no file was given"),
        (&["--foo"], "invalid option '--foo'"),
        (&["a", "b"], "FILE was given twice"),
        (&["--hex"], "missing argument for option '--hex'"),
        (&["a", "--hex", "b"], "a capture and --hex exclude each other"),
        (&["a", "--ikev2", "47"], "--ikev2 needs --hex"),
        (
            &["--hex", "a", "--ikev2", "256"],
            "--ikev2 '256': neither the number nor the name of a payload",
        ),
        (&["--hex", "a", "--src", "10.0.0.1"], "--src '10.0.0.1': invalid IPv6 address syntax"),
        (&["--hex", "a", "--src", "::1", "--src", "::1"], "--src was given twice"),
        (
            &["a", "--dst", "::1"],
            "--src, --dst and --home-address need --hex: a capture has its own",
        ),
        (
            &["--hex", "a", "--ikev2", "1", "--dst", "::"],
            "--src, --dst and --home-address have no meaning with --ikev2",
        ),
    ];
    for (arguments, what) in cases {
        let output = run(arguments);
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert_eq!(stderr(&output), format!("mip6dump: {what}; try --help\n"));
        assert_eq!(stdout(&output), "");
    }
}

#[test]
fn unreadable_files_are_one_sentence_and_status_2() {
    let cases: [(&[&str], &[u8], &str); 6] = [
        (&["none.pcap"], b"", "cannot read 'none.pcap': No such file or directory"),
        (
            &["captures/README.md"],
            b"",
            "'captures/README.md' is neither pcap nor pcapng; hexadecimal text needs --hex",
        ),
        (&["-"], b"", "standard input is empty"),
        (&["--hex", "-"], b" \n# nothing\n", "standard input holds no octets"),
        (&["--hex", "-"], b"3b\xff", "standard input is not text: octet 2"),
        (&["--hex", "none.hex"], b"", "cannot read 'none.hex': No such file or directory"),
    ];
    for (arguments, input, what) in cases {
        let output = feed(arguments, input);
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert_eq!(stdout(&output), "");
        if cfg!(unix) || !what.contains("No such file") {
            assert_eq!(stderr(&output), format!("mip6dump: {what}\n"));
        }
    }
}

#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let mut command = command(&["captures/bootstrap.pcap"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(stderr(&output), "");
    assert!(status(&output) <= 1);
}
