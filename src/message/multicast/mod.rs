//! The messages of multicast in Proxy Mobile IPv6 (RFC 7161).

mod subscription_query;
mod subscription_response;

pub use subscription_query::SubscriptionQuery;
pub use subscription_response::{
    SubscriptionOptions, SubscriptionResponse, SubscriptionResponseFlags,
};
