//! The messages of update notifications for Proxy Mobile IPv6 (RFC 7077).

mod subject;
mod update_notification;
mod update_notification_acknowledgement;

pub use subject::{Subject, subject};
pub use update_notification::{NotificationReason, UpdateNotification, UpdateNotificationFlags};
pub use update_notification_acknowledgement::{
    UpdateNotificationAcknowledgement, UpdateNotificationStatus,
};
