"""The fixed words of packages."""

AGREE = "agree"  # of the package as well as of each clause in it
OPEN = "open"
MOST_MEMBERS = 20
LONGEST_TITLE = 200
LONGEST_EXPLANATION = 5000

# Why consents ended, where no text was changed; `reminders.notices` has the sentences.
APART, NOT_CHOSEN, PACKAGED, LEFT = "apart", "not_chosen", "packaged", "left"
