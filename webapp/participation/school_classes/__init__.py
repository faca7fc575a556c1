"""授業のクラス: a teacher opens a module for a class by a code; pupils have no account, and nothing about them is stored.

A pupil is a random seat. What a run or a grading needs is in the database for as long as it is under way and no longer.
"""
