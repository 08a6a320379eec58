import type { calendars as dutch } from "../nl/calendars";

/** The English texts of the calendar in one's own program. */
export const calendars: typeof dutch = {
  calendars: {
    title: "Your calendar",
    lead: "Put your deadlines and meetings in your own calendar program, on your phone or computer. They are kept up to date by themselves.",
    make: "Make an address",
    makeTitle: "Make an address",
    name: "In which program will you use it?",
    nameHint: "So that you know later which address to revoke. For example: phone, Outlook.",
    made: "Your address was made",
    once: "You see this address only now. Copy it and add it to your program as a calendar from the internet (‘subscribe to calendar’).",
    secret: "Keep it secret: whoever knows the address reads your deadlines and meetings. Note: what you fetch is then also kept by the maker of your calendar program.",
    address: "The address of your calendar",
    copy: "Copy the address",
    copied: "Copied.",
    list: "Your addresses",
    none: "You have no address yet.",
    program: "Program",
    madeAt: "Made",
    lastFetched: "Last fetched",
    never: "Not yet",
    what: "What can you do?",
    revoke: "Revoke",
    revokeSure: "Yes, revoke it",
    revokeOf: (name: string) => `of ${name}`,
    revoked: "The address was revoked. There is nothing to fetch any more.",
  },
};
