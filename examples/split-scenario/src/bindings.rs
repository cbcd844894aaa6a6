//! The binding cache of a home agent: in memory, and in a file as well if it is to outlive the process.

use crate::Outcome;
use mip6_wire::message::Sequence;
use redb::{Database, ReadableTable, TableDefinition};
use std::collections::{HashMap, HashSet};
use std::net::Ipv6Addr;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How soon a DNS entry that could not be removed is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(5);
/// Home address: care-of address, sequence number, end in milliseconds of Unix time, deleted, in the DNS.
const TABLE: TableDefinition<'_, u128, Row> = TableDefinition::new("bindings");
type Row = (u128, u16, u64, bool, bool);

/// A binding, or what is remembered of one.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where the mobile node is.
    pub care_of_address: Ipv6Addr,
    /// That of the last Binding Update.
    pub sequence: Sequence,
    /// When it ends, by the clock of the day, since a process may end before; a deleted one is forgotten then.
    pub until: SystemTime,
    /// It is no binding any more: its sequence number or its DNS entry is what counts.
    pub deleted: bool,
    /// The name may be in the DNS, and has to be removed with the binding.
    pub in_dns: bool,
}

impl Binding {
    fn row(&self) -> Outcome<Row> {
        let until = self.until.duration_since(UNIX_EPOCH)?.as_millis();
        Ok((
            self.care_of_address.into(),
            self.sequence.0,
            u64::try_from(until)?,
            self.deleted,
            self.in_dns,
        ))
    }

    fn from_row((care_of_address, sequence, until, deleted, in_dns): Row) -> Self {
        Self {
            care_of_address: care_of_address.into(),
            sequence: Sequence(sequence),
            until: UNIX_EPOCH + Duration::from_millis(until),
            deleted,
            in_dns,
        }
    }
}

/// All bindings, by their home addresses.
#[derive(Debug, Default)]
pub struct Bindings {
    known: HashMap<Ipv6Addr, Binding>,
    file: Option<Database>,
    /// Those that are not in the file as they are here.
    changed: HashSet<Ipv6Addr>,
}

impl Bindings {
    /// Those in the file, which is made if there is none.
    ///
    /// # Errors
    ///
    /// That of the file.
    pub fn open(path: &Path) -> Outcome<Self> {
        let file = Database::create(path)?;
        let write = file.begin_write()?;
        let mut known = HashMap::new();
        for row in write.open_table(TABLE)?.iter()? {
            let (home_address, row) = row?;
            known.insert(home_address.value().into(), Binding::from_row(row.value()));
        }
        write.commit()?;
        Ok(Self { known, file: Some(file), changed: HashSet::new() })
    }

    /// The binding of a home address, or what is remembered of it.
    #[must_use]
    pub fn known(&self, home_address: Ipv6Addr) -> Option<&Binding> {
        self.known.get(&home_address)
    }

    /// The binding of a home address.
    #[must_use]
    pub fn get(&self, home_address: Ipv6Addr) -> Option<&Binding> {
        self.known(home_address).filter(|binding| !binding.deleted)
    }

    /// Takes the place of what was known of the home address.
    pub fn insert(&mut self, home_address: Ipv6Addr, binding: Binding) {
        self.known.insert(home_address, binding);
        self.changed.insert(home_address);
    }

    /// The DNS entry is removed that belonged to the Binding Update with this sequence number.
    pub fn removed_from_dns(&mut self, home_address: Ipv6Addr, sequence: Sequence) {
        if let Some(binding) = self.known.get_mut(&home_address)
            && binding.sequence == sequence
        {
            binding.in_dns = false;
            self.changed.insert(home_address);
        }
    }

    /// Ends what is over: first the binding, then its DNS entry, and then its sequence number is forgotten. Gives those
    /// whose DNS entries are to be removed.
    pub fn expire(&mut self, now: SystemTime) -> Vec<(Ipv6Addr, Sequence)> {
        let mut in_dns = Vec::new();
        let changed = &mut self.changed;
        self.known.retain(|home_address, binding| {
            if binding.until > now {
                return true;
            }
            if !binding.deleted {
                let care_of_address = binding.care_of_address;
                log::info!("a binding expired; its care-of address was {care_of_address}");
            }
            changed.insert(*home_address);
            binding.deleted = true;
            binding.until = now + TRY_AGAIN;
            if binding.in_dns {
                in_dns.push((*home_address, binding.sequence));
            }
            binding.in_dns
        });
        in_dns
    }

    /// Returns when all that has changed is on the disk.
    ///
    /// # Errors
    ///
    /// That of the file.
    pub fn commit(&mut self) -> Outcome<()> {
        let changed = self.changed.drain();
        let Some(file) = self.file.as_ref().filter(|_| changed.len() > 0) else {
            return Ok(());
        };
        let write = file.begin_write()?;
        {
            let mut table = write.open_table(TABLE)?;
            for home_address in changed {
                match self.known.get(&home_address) {
                    Some(binding) => table.insert(u128::from(home_address), binding.row()?)?,
                    None => table.remove(u128::from(home_address))?,
                };
            }
        }
        Ok(write.commit()?)
    }
}
