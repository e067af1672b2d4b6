-- The trace that a change belongs to (W3C traceparent), for the message's header. Null where there is none, and in rows of
-- nodes that do not know it. Alone, and without a default: it takes no time, and nodes that run go on. Where others hold
-- the table for long it is given up and tried at the next start.
set local lock_timeout = '10s';

alter table event_processing add column traceparent text;
