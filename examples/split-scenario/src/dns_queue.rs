//! DNS updates by threads of their own, those of one home address by the same and so in order.

use crate::dns::Updater;
use mip6_wire::bootstrap::{DnsAction, DnsUpdateOutcome};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::net::Ipv6Addr;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::Instant;

/// DNS updates at the same time, and how many wait for each.
const THREADS: u64 = 8;
const QUEUE: usize = 64;

/// A DNS update.
#[derive(Debug)]
pub struct Job<T> {
    /// What is done.
    pub action: DnsAction,
    /// The name of the mobile node.
    pub name: String,
    /// Its home address.
    pub home_address: Ipv6Addr,
    /// When it has failed.
    pub deadline: Instant,
    /// What its result is for.
    pub purpose: T,
}

/// The threads.
#[derive(Debug)]
pub struct DnsQueue<T> {
    threads: Vec<SyncSender<Job<T>>>,
}

impl<T: Send + 'static> DnsQueue<T> {
    /// Threads that hand each job and its outcome to `done`.
    pub fn start(
        updater: &Updater,
        done: impl Fn(Job<T>, DnsUpdateOutcome) + Clone + Send + 'static,
    ) -> Self {
        let threads = (0..THREADS).map(|_| {
            let (sender, jobs) = sync_channel(QUEUE);
            let (updater, done) = (updater.clone(), done.clone());
            thread::spawn(move || perform(&updater, &jobs, done));
            sender
        });
        Self { threads: threads.collect() }
    }

    /// Gives the job to the thread of its home address, or back if too many wait there.
    ///
    /// # Errors
    ///
    /// The job.
    pub fn submit(&self, job: Job<T>) -> Result<(), Box<Job<T>>> {
        let mut hasher = DefaultHasher::new();
        job.home_address.hash(&mut hasher);
        let thread = usize::try_from(hasher.finish() % THREADS);
        match thread.ok().and_then(|thread| self.threads.get(thread)) {
            Some(thread) => thread.try_send(job).map_err(|error| {
                let (TrySendError::Full(job) | TrySendError::Disconnected(job)) = error;
                Box::new(job)
            }),
            None => Err(Box::new(job)),
        }
    }
}

/// Does some jobs, one after the other. What waited too long has failed.
fn perform<T>(updater: &Updater, jobs: &Receiver<Job<T>>, done: impl Fn(Job<T>, DnsUpdateOutcome)) {
    for job in jobs {
        let outcome = match job.deadline > Instant::now() {
            true => updater.perform(job.action, &job.name, job.home_address, job.deadline),
            false => DnsUpdateOutcome::NoAnswer,
        };
        done(job, outcome);
    }
}
