-- What the next version might add: nothing of it is known to the nodes that run.
set local lock_timeout = '5s';

alter table internal_contacts
    add column nickname text,
    add column rating   integer not null default 0;

alter table event_processing
    add column region text not null default 'eu';

create table contact_ratings (
    contact_id uuid primary key,
    rating     integer not null
);
