//! The message with which a home agent sends its mobile nodes elsewhere (RFC 5142).

mod home_agent_switch;

pub use home_agent_switch::HomeAgentSwitch;
