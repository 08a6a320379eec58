"""What a good engineer writes in an afternoon with the stock parts, to compare ours with.

Django REST framework's ModelViewSet, django-fsm-2 and django-fsm-log, with a token for the user. It
checks none of what we check: no consents, mandates, visibility, guards, audit chain or deadlines.
"""
