package org.ringdesk.demo;

/** What people at Harbor Logistics call about. */
enum DemoTrouble {
    SCANNER(
            "Scanner at the gate loses the network",
            "Drops off the Wi-Fi between gate and ramp; a restart helps for some minutes.",
            "Hardware"),
    PRINTER("Label printer prints blank labels", "New roll, same result. The test page is blank too.", "Hardware"),
    SCREEN(
            "Second screen stays dark after lunch",
            "Comes back when the dock is unplugged and plugged in again.",
            "Hardware"),
    LAPTOP("Laptop does not charge", "Tried another outlet. The light on the adapter is on.", "Hardware"),
    KEYBOARD("Keyboard types the wrong letters", "Y and Z are swapped since the update.", "Hardware"),
    HEADSET("Caller hears an echo on the headset", "Only on outside calls.", "Telephone"),
    DESK_PHONE("Desk phone shows no service", "Moved to another desk this morning.", "Telephone"),
    VOICE_MAIL("Voice mail light does not go out", "No new messages are there.", "Telephone"),
    MAIL(
            "Mail to one customer comes back",
            "The bounce says that the address is not known; it worked last week.",
            "Software"),
    CALENDAR("Meeting invitations arrive twice", "From everybody, since Monday.", "Software"),
    ROUTE("Route planner closes when a stop is added", "With the third stop, every time.", "Software"),
    INVOICE("Invoice number is missing on the printout", "On the screen it is there.", "Software"),
    UPDATE("Update asks for an administrator", "Cannot be skipped, and the reminder comes every hour.", "Software"),
    VPN("VPN disconnects every ten minutes", "At home only; the connection itself is fine.", "Network"),
    WIFI("No Wi-Fi in the break room", "Guests too.", "Network"),
    SHARE("Shared folder is gone", "It says the network name cannot be found.", "Network"),
    SLOW("Everything is slow in the depot", "Since about nine; the whole floor.", "Network"),
    PASSWORD("Password has expired", "Was on leave when the reminder came.", "Access"),
    LOCKED("Account is locked", "Three tries with the old password.", "Access"),
    BADGE("Badge does not open pier 4", "Opens the main office.", "Access"),
    RIGHTS("Needs to see the purchasing folder", "Approved by the head of the department.", "Access"),
    STARTER("New colleague starts on Monday", "Desk, telephone, laptop, badge.", "Access"),
    PHISHING("Mail that asks for the password", "Not opened. Forwarded as an attachment.", "Security"),
    LOST("Company mobile was left on a train", "Line is still ringing, nobody answers.", "Security");

    private final String title;
    private final String description;
    private final String category;

    DemoTrouble(String title, String description, String category) {
        this.title = title;
        this.description = description;
        this.category = category;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    /** The name of a first-level category begins like this. */
    String category() {
        return category;
    }
}
