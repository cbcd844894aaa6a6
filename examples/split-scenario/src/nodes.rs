//! Who may register with a home agent.

use crate::{Outcome, read_text};
use mip6_wire::Fqdn;
use std::collections::HashMap;
use std::net::Ipv6Addr;
use std::path::Path;

/// The names of the mobile nodes by their home addresses, of a file with one of each in a line.
///
/// # Errors
///
/// That of the file, and what is no address or no name.
pub fn read(file: &Path) -> Outcome<HashMap<Ipv6Addr, String>> {
    let text = read_text(file)?;
    let lines = text.lines().filter(|line| !line.is_empty());
    lines.map(node).collect()
}

fn node(line: &str) -> Outcome<(Ipv6Addr, String)> {
    let fields: Vec<_> = line.split_whitespace().collect();
    let [home_address, name] = fields[..] else {
        return Err(format!("no home address and name: {line}").into());
    };
    Fqdn::from_text(name)?;
    Ok((home_address.parse()?, name.to_owned()))
}
