//! Capture files, frame by frame: pcap and pcapng, of either byte order, also compressed with gzip.

use flate2::read::MultiGzDecoder;
use pcap_parser::pcapng::Block;
use pcap_parser::traits::PcapReaderIterator;
use pcap_parser::{
    InterfaceDescriptionBlock, LegacyPcapReader, PcapBlockOwned, PcapError, PcapNGReader,
};
use std::cell::RefCell;
use std::io::{self, Cursor, Read};
use std::rc::Rc;
use std::time::Duration;

/// How much of a file is held at a time; it grows for a longer block, up to the limit.
const BUFFER: usize = 1 << 18;
const BLOCK_LIMIT: usize = 1 << 26;

/// A frame as captured.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Since 1970, in UTC; `None` if the file does not say.
    pub time: Option<Duration>,
    /// The LINKTYPE number of the interface that it came from.
    pub link: u16,
    pub octets: &'a [u8],
    /// Whether the capture holds less of it than there was.
    pub is_cut: bool,
}

/// A capture that is read once, from its start to its end.
pub struct Capture {
    reader: Box<dyn PcapReaderIterator>,
    capacity: usize,
    /// What went wrong when octets were read.
    trouble: Trouble,
    /// The interface of a pcap file, or those of a pcapng section.
    interfaces: Vec<Interface>,
}

/// What happens while a capture is read.
pub enum Event<'a> {
    Frame(Frame<'a>),
    /// The next frame may be long in coming: time to show what there is.
    Wait,
}

struct Interface {
    link: u16,
    /// The most octets that it captures of a frame; 0 is no limit.
    limit: u32,
    /// Units of time in a second, and the seconds that are added.
    resolution: u64,
    offset: i64,
}

impl Interface {
    fn time(&self, units: u64) -> Option<Duration> {
        let seconds = (units.checked_div(self.resolution)?).checked_add_signed(self.offset)?;
        let rest = u128::from(units % self.resolution) * 1_000_000_000;
        let nanoseconds = u32::try_from(rest / u128::from(self.resolution)).ok()?;
        Some(Duration::new(seconds, nanoseconds))
    }
}

type Trouble = Rc<RefCell<Option<io::Error>>>;

impl Capture {
    /// Begins to read a capture. The error is what a sentence says of the input.
    pub fn open(mut input: Box<dyn Read>) -> Result<Self, String> {
        let trouble = Trouble::default();
        let unreadable = |error: io::Error| format!("cannot be read: {}", reason(&error));
        let mut head = read_up_to(&mut input, 2).map_err(unreadable)?;
        if head.is_empty() {
            return Err("is empty".into());
        }
        if head == [0x1f, 0x8b] {
            input = Box::new(MultiGzDecoder::new(Cursor::new(head).chain(input)));
            head = Vec::new();
        }
        let more = read_up_to(&mut input, 24 - head.len()).map_err(unreadable)?;
        head.extend(more);
        let is_pcapng = head.starts_with(&[0x0a, 0x0d, 0x0d, 0x0a]);
        if is_pcapng {
            // the reader wants to see the first block whole
            let order = head.get(8..12).unwrap_or_default();
            let length = head.get(4..).and_then(<[u8]>::first_chunk::<4>);
            let length = length.map_or(0, |length| match order {
                [0x1a, ..] => u32::from_be_bytes(*length),
                _ => u32::from_le_bytes(*length),
            });
            let length = usize::try_from(length).unwrap_or(BUFFER).min(BUFFER);
            let more = length.saturating_sub(head.len());
            let more = read_up_to(&mut input, more).map_err(unreadable)?;
            head.extend(more);
        }
        let source = Source { input: Cursor::new(head).chain(input), trouble: Rc::clone(&trouble) };
        let reader: Option<Box<dyn PcapReaderIterator>> = if is_pcapng {
            (PcapNGReader::new(BUFFER, source).ok()).map(|reader| Box::new(reader) as _)
        } else {
            (LegacyPcapReader::new(BUFFER, source).ok()).map(|reader| Box::new(reader) as _)
        };
        Ok(Self {
            reader: reader.ok_or("is neither pcap nor pcapng; hexadecimal text needs --hex")?,
            capacity: BUFFER,
            trouble,
            interfaces: Vec::new(),
        })
    }

    /// Hands each frame to `each`, until one is answered with an error. `Ok` holds a sentence on the damage that ended
    /// the capture, if there is any.
    pub fn read<E>(
        mut self,
        mut each: impl FnMut(Event<'_>) -> Result<(), E>,
    ) -> Result<Option<String>, E> {
        loop {
            let (available, exhausted) = (self.reader.data().len(), self.reader.reader_exhausted());
            let consumed = match self.reader.next() {
                Ok((consumed, block)) => {
                    match frame(&mut self.interfaces, &block) {
                        Ok(Some(frame)) => each(Event::Frame(frame))?,
                        Ok(None) => {}
                        Err(damage) => return Ok(Some(damage.into())),
                    }
                    consumed
                }
                Err(PcapError::Eof) => return Ok(None),
                Err(PcapError::Incomplete(_) | PcapError::BufferTooSmall) if !exhausted => {
                    if available == self.capacity {
                        if self.capacity >= BLOCK_LIMIT {
                            return Ok(Some("the file is damaged".into()));
                        }
                        self.capacity *= 2;
                        self.reader.grow(self.capacity);
                    }
                    each(Event::Wait)?;
                    let is_read = self.reader.refill().is_ok();
                    if !is_read {
                        return Ok(Some(self.trouble()));
                    }
                    continue;
                }
                Err(PcapError::UnexpectedEof | PcapError::Incomplete(_)) => {
                    return Ok(Some("the file is cut off".into()));
                }
                Err(_) => return Ok(Some("the file is damaged".into())),
            };
            self.reader.consume(consumed);
        }
    }

    fn trouble(&self) -> String {
        match self.trouble.borrow_mut().take() {
            Some(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                "the file is cut off".into()
            }
            Some(error) => reason(&error),
            None => "the file is damaged".into(),
        }
    }
}

/// The frame in a block, if it has one. The error is what a sentence says of the file.
fn frame<'a>(
    interfaces: &mut Vec<Interface>,
    block: &PcapBlockOwned<'a>,
) -> Result<Option<Frame<'a>>, &'static str> {
    const NO_INTERFACE: &str = "the file has a frame of an unknown interface";
    let frame = match block {
        PcapBlockOwned::LegacyHeader(header) => {
            interfaces.push(Interface {
                link: link_type(header.network),
                limit: 0,
                resolution: match header.is_nanosecond_precision() {
                    true => 1_000_000_000,
                    false => 1_000_000,
                },
                offset: 0,
            });
            return Ok(None);
        }
        PcapBlockOwned::Legacy(block) => {
            let interface = interfaces.first().ok_or(NO_INTERFACE)?;
            let units = u64::from(block.ts_sec) * interface.resolution + u64::from(block.ts_usec);
            Frame {
                time: interface.time(units),
                link: interface.link,
                octets: block.data,
                is_cut: block.caplen < block.origlen,
            }
        }
        PcapBlockOwned::NG(Block::SectionHeader(_)) => {
            interfaces.clear();
            return Ok(None);
        }
        PcapBlockOwned::NG(Block::InterfaceDescription(interface)) => {
            interfaces.push(described(interface));
            return Ok(None);
        }
        PcapBlockOwned::NG(Block::EnhancedPacket(packet)) => {
            let interface = usize::try_from(packet.if_id)
                .ok()
                .and_then(|number| interfaces.get(number))
                .ok_or(NO_INTERFACE)?;
            let units = u64::from(packet.ts_high) << 32 | u64::from(packet.ts_low);
            Frame {
                time: interface.time(units),
                link: interface.link,
                octets: unpadded(packet.data, packet.caplen),
                is_cut: packet.caplen < packet.origlen,
            }
        }
        PcapBlockOwned::NG(Block::SimplePacket(packet)) => {
            let interface = interfaces.first().ok_or(NO_INTERFACE)?;
            let length = match interface.limit {
                0 => packet.origlen,
                limit => packet.origlen.min(limit),
            };
            let octets = unpadded(packet.data, length);
            Frame {
                time: None,
                link: interface.link,
                octets,
                is_cut: u32::try_from(octets.len()).is_ok_and(|length| length < packet.origlen),
            }
        }
        PcapBlockOwned::NG(Block::Unknown(block)) if block.block_type == OBSOLETE_PACKET => {
            return Err("the file has an obsolete Packet Block");
        }
        PcapBlockOwned::NG(_) => return Ok(None),
    };
    Ok(Some(frame))
}

/// What held a frame before the Enhanced Packet Block.
const OBSOLETE_PACKET: u32 = 2;

fn described(interface: &InterfaceDescriptionBlock<'_>) -> Interface {
    Interface {
        link: link_type(interface.linktype),
        limit: interface.snaplen,
        resolution: resolution(interface.if_tsresol),
        offset: interface.ts_offset(),
    }
}

/// Units of time in a second: a power of ten, or of two if the first bit is set. Microseconds if it is beyond 64 bits.
fn resolution(if_tsresol: u8) -> u64 {
    let power = match if_tsresol {
        0..0x80 => 10_u64.checked_pow(if_tsresol.into()),
        _ => 2_u64.checked_pow((if_tsresol & 0x7f).into()),
    };
    power.unwrap_or(1_000_000)
}

/// The data of a pcapng block are padded to a multiple of four octets.
fn unpadded(data: &[u8], length: u32) -> &[u8] {
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    data.get(..length).unwrap_or(data)
}

/// The LINKTYPE number; the bits above say whether frames end in a check sequence.
fn link_type(link: pcap_parser::Linktype) -> u16 {
    u16::try_from(link.0 & 0xffff).unwrap_or(u16::MAX)
}

/// An input that keeps its error, which the reader of captures forgets.
struct Source<R> {
    input: R,
    trouble: Trouble,
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.input.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    *self.trouble.borrow_mut() = Some(io::Error::new(error.kind(), error));
                    return Err(io::ErrorKind::Other.into());
                }
                Ok(count) => return Ok(count),
            }
        }
    }
}

/// As many octets as asked for, or fewer at the end of the input.
fn read_up_to(input: &mut impl Read, count: usize) -> io::Result<Vec<u8>> {
    let mut octets = Vec::new();
    let limit = u64::try_from(count).unwrap_or(u64::MAX);
    input.by_ref().take(limit).read_to_end(&mut octets)?;
    Ok(octets)
}

/// The system's words for an error, without its number.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}
