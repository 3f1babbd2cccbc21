"""The demonstration: two consultations, played through the actions that people use."""
