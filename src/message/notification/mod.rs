//! The messages of update notifications for Proxy Mobile IPv6 (RFC 7077).

mod update_notification;
mod update_notification_acknowledgement;

pub use update_notification::{
    NotificationReason, Subject, UpdateNotification, UpdateNotificationFlags, subject,
};
pub use update_notification_acknowledgement::{
    UpdateNotificationAcknowledgement, UpdateNotificationStatus,
};
